import { makeKeyPair, startDevelopmentProvider } from '../../packages/dev-idp/src/index.ts';

/** A municipality that the demo centre does not know: its metadata, its people, and the way to stop it. */
export type MunicipalityProvider = { metadata: string; entityId: string; close(): Promise<void> };

const entry = 'prov';
const scope = 'provkommun.example';
const person = (name: string, principal: string) => ({
  key: name,
  entry,
  givenName: name,
  surname: 'Prov',
  eppn: principal,
  description: principal,
  affiliations: [`employee@${scope}`],
  schoolUnitCodes: ['99999999'],
});

/**
 * Starts the provider of a municipality, whose certificate goes out in a fortnight. Among its people is one whom it may
 * not speak for.
 */
export async function startMunicipalityProvider(application: string): Promise<MunicipalityProvider> {
  const keys = makeKeyPair();
  const provider = await startDevelopmentProvider({
    keys,
    serviceProvider: {
      entityId: `${application}/saml/metadata`,
      assertionConsumerService: `${application}/saml/acs`,
    },
    people: [person('Petter', `petter.prov@${scope}`), person('Frida', 'frida.prov@grannen.example')],
  });
  const entityId = `${provider.entityId}:${entry}`;
  return {
    metadata: metadataOf(entityId, `${provider.ssoUrl}/${entry}`, keys.certificate),
    entityId,
    close: () => provider.close(),
  };
}

const metadataOf = (entityId: string, ssoUrl: string, certificate: string) => `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">
 <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
  <md:Extensions><shibmd:Scope xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" regexp="false">${scope}</shibmd:Scope></md:Extensions>
  <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${endingSoon(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
  <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${ssoUrl}"/>
 </md:IDPSSODescriptor>
 <md:Organization><md:OrganizationName xml:lang="sv">Provkommun</md:OrganizationName><md:OrganizationDisplayName xml:lang="sv">Provkommun</md:OrganizationDisplayName><md:OrganizationURL xml:lang="sv">https://provkommun.example</md:OrganizationURL></md:Organization>
</md:EntityDescriptor>`;

/** The same key in a certificate that ends in a fortnight: the second of its two times is another one. */
function endingSoon(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64').toString('latin1');
  const end = new Date(Date.now() + 14 * 24 * 60 * 60_000);
  const time = `${end.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`;
  let seen = 0;
  const changed = der.replaceAll(/\d{12}Z/g, (found) => (++seen === 2 ? time : found));
  return Buffer.from(changed, 'latin1').toString('base64');
}

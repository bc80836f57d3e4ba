import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeyPair } from '@mediecentral/dev-idp';
import { SignedXml } from 'xml-crypto';

const soon = new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString();

const bare = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');

/** An identity provider of a made-up municipality, with its scope. `extra` goes among its extensions. */
export const entity = (name: string, certificates: readonly string[], extra = '') => `
<md:EntityDescriptor entityID="https://idp.${name}.se/saml">
 <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
  <md:Extensions><shibmd:Scope xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" regexp="false">${name}.se</shibmd:Scope>${extra}</md:Extensions>
  ${certificates.map((pem) => `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${bare(pem)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`).join('')}
  <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.${name}.se/sso"/>
 </md:IDPSSODescriptor>
</md:EntityDescriptor>`;

/** A provider's metadata as a document of its own. */
export const documentOf = (described: string) =>
  described
    .trim()
    .replace(
      '<md:EntityDescriptor ',
      '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ',
    );

/** Publishes metadata on this machine, as it is whenever it is asked for. */
export async function publishMetadata(content: () => string) {
  const server = createServer((_request, response) => void response.end(content()));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata.xml`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

/** A federation's aggregate of entities, not signed yet. */
export const aggregateOf = (entities: string, validUntil = soon) =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="_all" validUntil="${validUntil}">${entities}</md:EntitiesDescriptor>`;

/** Signs it as a whole, with a digest that is sound or not. */
export function signAggregate(xml: string, { privateKey }: KeyPair, { sha1 = false } = {}): string {
  const signature = new SignedXml({
    privateKey,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signature.addReference({
    xpath: '/*',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    digestAlgorithm: sha1
      ? 'http://www.w3.org/2000/09/xmldsig#sha1'
      : 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(xml, { location: { reference: '/*', action: 'prepend' } });
  return signature.getSignedXml();
}

import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import type { Config } from '../../../platform/config.ts';
import type { Provider } from '../provider.model.ts';

export type ServiceAddresses = { entityId: string; consumer: string };

/** Who we are to identity providers. */
export function serviceAddresses({ publicUrl, saml }: Config): ServiceAddresses {
  return { entityId: saml.entityId ?? `${publicUrl}/saml/metadata`, consumer: `${publicUrl}/saml/acs` };
}

/**
 * The library for one exchange with one provider. It makes requests and verifies signatures; times, audience,
 * recipients and the rest are the guard's, which reads the verified assertion alone.
 */
export function samlFor(
  config: Config,
  provider: Pick<Provider, 'entityId' | 'ssoUrl' | 'certificates'>,
  requestId: string,
): SAML {
  const { entityId, consumer } = serviceAddresses(config);
  return new SAML({
    issuer: entityId,
    callbackUrl: consumer,
    entryPoint: provider.ssoUrl,
    idpCert: [...provider.certificates],
    idpIssuer: provider.entityId,
    audience: false,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
    disableRequestedAuthnContext: true,
    validateInResponseTo: ValidateInResponseTo.never,
    acceptedClockSkewMs: -1,
    generateUniqueId: () => requestId,
  });
}

import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import type { Config } from '../../../platform/config.ts';
import type { Provider } from '../provider.model.ts';
import type { ServiceKeys } from './service-keys.ts';

export type ServiceAddresses = { entityId: string; consumer: string; logout: string; metadata: string };

/** Who we are to identity providers. */
export function serviceAddresses({ publicUrl, saml }: Config): ServiceAddresses {
  const metadata = `${publicUrl}/saml/metadata`;
  return {
    entityId: saml.entityId ?? metadata,
    consumer: `${publicUrl}/saml/acs`,
    logout: `${publicUrl}/saml/slo`,
    metadata,
  };
}

/**
 * The library for one message to one provider. It only writes messages; what comes from a provider is read by the
 * guard alone.
 */
export function samlFor(
  config: Config,
  provider: Pick<Provider, 'entityId' | 'ssoUrl' | 'logout' | 'certificates'>,
  messageId: string,
  keys: ServiceKeys | undefined,
): SAML {
  const { entityId, consumer } = serviceAddresses(config);
  const signing = keys?.signing[0];
  return new SAML({
    issuer: entityId,
    callbackUrl: consumer,
    entryPoint: provider.ssoUrl,
    ...(provider.logout ? { logoutUrl: provider.logout.requestUrl } : {}),
    idpCert: [...provider.certificates],
    idpIssuer: provider.entityId,
    ...(signing ? { privateKey: signing.privateKey } : {}),
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    // Nothing hangs on the name's form, and some products refuse a login that asks for one they are not set up for.
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    validateInResponseTo: ValidateInResponseTo.never,
    generateUniqueId: () => messageId,
  });
}

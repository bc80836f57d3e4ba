import { randomBytes } from 'node:crypto';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { loginMinutes } from './browser-cookie.ts';
import { unexpired } from './federation/certificates.ts';
import { insertLoginAttempt } from './login-attempt.repository.ts';
import { isForDevelopment } from './made-for-development.ts';
import type { Provider } from './provider.model.ts';
import { findProvider } from './provider.repository.ts';
import { LoginRefusal } from './saml/login-refusal.ts';
import { readServiceKeys } from './saml/service-keys.ts';
import { samlFor } from './saml/service-provider.ts';

type BegunLogin = {
  idp: string;
  returnTo: string;
  browserHash: string;
  /** Of the test login that this is. */
  testId?: string;
};

/**
 * Begins a login: the address at the provider to send the browser to.
 * @throws LoginRefusal `unknown_provider`
 */
export async function startLogin(
  { config }: Services,
  { idp, returnTo, browserHash, testId }: BegunLogin,
): Promise<string> {
  const now = clock.now();
  const provider = await providerFor(idp, { production: config.production, now, test: testId !== undefined });
  const requestId = `_${randomBytes(20).toString('hex')}`;
  await insertLoginAttempt({
    requestId,
    providerKey: provider.key,
    browserHash,
    returnTo,
    expiresAt: new Date(now.getTime() + loginMinutes * 60_000),
    ...(testId ? { testId } : {}),
  });
  const keys = provider.options.signRequests ? await readServiceKeys(config.dataDirectory) : undefined;
  return samlFor(config, provider, requestId, keys).getAuthorizeUrlAsync('', undefined, {});
}

/**
 * The provider of a key, if people can log in there now: not a development provider in production, none that is
 * switched off (but for a test), that the federation has withdrawn, or whose metadata has expired.
 * @throws LoginRefusal `unknown_provider`
 */
export async function providerFor(
  key: string,
  { production, now, test = false }: { production: boolean; now: Date; test?: boolean },
): Promise<Provider> {
  const refuse = (check: string, detail: string) => {
    const refusal = new LoginRefusal('unknown_provider', check, detail);
    refusal.provider = key;
    throw refusal;
  };
  const provider = /^[a-z0-9-]{1,60}$/.test(key) ? await findProvider(key) : undefined;
  if (!provider) throw new LoginRefusal('unknown_provider', 'provider', 'there is no such provider');
  if (production && isForDevelopment(provider)) refuse('development_provider', 'is refused in production');
  if (!provider.enabled && !test) refuse('provider_disabled', 'is switched off');
  if (provider.withdrawn) refuse('provider_withdrawn', 'is not in the federation any more');
  if (provider.validUntil && provider.validUntil <= now)
    refuse('metadata_expired', 'has metadata that has expired');
  const certificates = unexpired(provider.certificates, now);
  if (certificates.length === 0) refuse('certificates_expired', 'has no certificate that has not expired');
  return { ...provider, certificates };
}

import { randomBytes } from 'node:crypto';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { loginMinutes } from './browser-cookie.ts';
import { insertLoginAttempt } from './login-attempt.repository.ts';
import type { Provider } from './provider.model.ts';
import { findProvider } from './provider.repository.ts';
import { LoginRefusal } from './saml/login-refusal.ts';
import { samlFor } from './saml/service-provider.ts';

/**
 * Begins a login: the address at the provider to send the browser to.
 * @throws LoginRefusal `unknown_provider`
 */
export async function startLogin(
  { config }: Services,
  { idp, returnTo, browserHash }: { idp: string; returnTo: string; browserHash: string },
): Promise<string> {
  const provider = await providerFor(idp, config.production);
  const requestId = `_${randomBytes(20).toString('hex')}`;
  await insertLoginAttempt({
    requestId,
    providerKey: provider.key,
    browserHash,
    returnTo,
    expiresAt: new Date(clock.now().getTime() + loginMinutes * 60_000),
  });
  return samlFor(config, provider, requestId).getAuthorizeUrlAsync('', undefined, {});
}

/** The provider of a key, but for a development provider in production. @throws LoginRefusal `unknown_provider` */
export async function providerFor(key: string, production: boolean): Promise<Provider> {
  const provider = /^[a-z0-9-]{1,60}$/.test(key) ? await findProvider(key) : undefined;
  if (!provider) throw new LoginRefusal('unknown_provider', 'provider', 'there is no such provider');
  if (provider.development && production)
    throw new LoginRefusal('unknown_provider', 'development_provider', 'is refused in production');
  return provider;
}

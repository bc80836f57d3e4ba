import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

/** Ten minutes: the time a login may take. */
export const loginMinutes = 10;

const nameOf = (https: boolean) => (https ? '__Secure-login' : 'login');

/**
 * Binds login attempts to this browser, in however many tabs. The provider's answer is a POST from another site, so
 * the cookie has to be `SameSite=None`, which browsers take over HTTPS only; without HTTPS the provider is on this machine, and
 * two ports of one host are the same site.
 */
export function bindToBrowser(request: Request, response: Response, { https }: { https: boolean }): string {
  const value = valueOf(request, https) ?? randomBytes(24).toString('base64url');
  response.cookie(nameOf(https), value, {
    path: '/saml',
    httpOnly: true,
    secure: https,
    sameSite: https ? 'none' : 'lax',
    maxAge: loginMinutes * 60_000,
  });
  return hashOf(value);
}

/** What the attempts of this browser are bound to; undefined when it has begun none. */
export function browserOf(request: Request, { https }: { https: boolean }): string | undefined {
  const value = valueOf(request, https);
  return value && hashOf(value);
}

const hashOf = (value: string) => createHash('sha256').update(value).digest('base64url');

function valueOf(request: Request, https: boolean): string | undefined {
  const cookies = (request.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const prefix = `${nameOf(https)}=`;
  const value = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  return value && /^[\w-]{32}$/.test(value) ? value : undefined;
}

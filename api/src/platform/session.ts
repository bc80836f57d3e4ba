import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@mediecentral/contracts';
import type { Request, RequestHandler } from 'express';
import { clock } from './clock.ts';
import { sessionLimitsOf } from './session-limits.ts';
import type { ProviderLogin } from './session.model.ts';
import {
  deleteSession,
  findOpenSession,
  insertSession,
  markSessionUsed,
  type StoredSession,
} from './session.repository.ts';

export type NewSession = { accountId: string; role: Role; login?: ProviderLogin };

type Holder = {
  session: StoredSession | undefined;
  open(session: NewSession): Promise<StoredSession>;
  end(): Promise<StoredSession | undefined>;
};

const holders = new WeakMap<Request, Holder>();

/** How often a use is written down: the limit of idleness is exact to this. */
const noticedEvery = 60_000;
const minutes = 60_000;

/**
 * Finds the session of every request in the database, so that one which has been ended is ended on every node at
 * once, and sessions outlive a restart. The cookie is 256 random bits, of which the database has a hash.
 */
export function sessions({ https }: { https: boolean }): RequestHandler {
  // A `__Host-` cookie can only be set by this host, over HTTPS and for every path.
  const name = https ? '__Host-session' : 'session';
  const attributes = { httpOnly: true, secure: https, sameSite: 'lax', path: '/' } as const;
  return async (request, response, next) => {
    const token = cookieOf(request, name);
    const forget = async () => {
      const { session } = holder;
      if (session) await deleteSession(session.id);
      holder.session = undefined;
      return session;
    };
    const holder: Holder = {
      session: token ? await use(hashOf(token)) : undefined,
      async open(given) {
        await forget();
        const fresh = randomBytes(32).toString('base64url');
        holder.session = await insertSession({ tokenHash: hashOf(fresh), ...beginning(given) });
        response.cookie(name, fresh, attributes);
        return holder.session;
      },
      async end() {
        response.clearCookie(name, attributes);
        return forget();
      },
    };
    holders.set(request, holder);
    next();
  };
}

/** The session that a request came with, or that has been opened for it since. */
export const sessionOf = (request: Request): StoredSession | undefined => holders.get(request)?.session;

/** Opens a session under a new token, and ends the one before: a token known before the login is worth nothing. */
export const openSessionFor = (request: Request, session: NewSession): Promise<StoredSession> =>
  holderOf(request).open(session);

/** Ends the session on every node. @returns what it was */
export const endSessionOf = (request: Request): Promise<StoredSession | undefined> => holderOf(request).end();

function holderOf(request: Request): Holder {
  const holder = holders.get(request);
  if (!holder) throw new Error(`${request.path} has no sessions`);
  return holder;
}

function beginning({ accountId, role, login }: NewSession) {
  const startedAt = clock.now();
  const { idleMinutes, longestMinutes } = sessionLimitsOf(role);
  const limits = { idleMinutes, longestUntil: new Date(startedAt.getTime() + longestMinutes * minutes) };
  return {
    accountId,
    role,
    csrfToken: randomBytes(24).toString('base64url'),
    startedAt,
    lastUsedAt: startedAt,
    ...limits,
    expiresAt: endOf(limits, startedAt),
    ...(login ? { login } : {}),
  };
}

const endOf = (
  { idleMinutes, longestUntil }: Pick<StoredSession, 'idleMinutes' | 'longestUntil'>,
  used: Date,
) => new Date(Math.min(used.getTime() + idleMinutes * minutes, longestUntil.getTime()));

async function use(tokenHash: string): Promise<StoredSession | undefined> {
  const now = clock.now();
  const session = await findOpenSession(tokenHash, now);
  if (session && now.getTime() - session.lastUsedAt.getTime() >= noticedEvery)
    await markSessionUsed(session.id, now, endOf(session, now));
  return session;
}

/** The value of a cookie that was made here: the base64url of 32 bytes. */
function cookieOf(request: Request, name: string): string | undefined {
  const prefix = `${name}=`;
  const value = (request.get('cookie') ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(prefix))
    ?.slice(prefix.length);
  return value && /^[\w-]{43}$/.test(value) ? value : undefined;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

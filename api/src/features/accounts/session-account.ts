import type { Request } from 'express';
import type { FinishedLogin } from './finish-login.ts';

declare module 'express-session' {
  interface SessionData {
    accountId?: string;
    /** What a logout at the provider finds the session by. */
    login?: { providerKey: string; nameId?: string; sessionIndex?: string };
  }
}

/** Opens a session for the person under a new id, so that an id known before the login is worth nothing. */
export async function openSession(request: Request, login: FinishedLogin): Promise<void> {
  await regenerate(request);
  const { providerKey, nameId, sessionIndex } = login;
  request.session.accountId = login.account.id;
  request.session.login = {
    providerKey,
    ...(nameId ? { nameId } : {}),
    ...(sessionIndex ? { sessionIndex } : {}),
  };
  await new Promise<void>((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(asError(error)) : resolve()));
  });
}

/** Ends the session here and in the database. */
export async function endSession(request: Request): Promise<void> {
  await regenerate(request);
}

function regenerate(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(asError(error)) : resolve()));
  });
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

import type { Request } from 'express';
import { endSessionOf, openSessionFor } from '../../platform/session.ts';
import { deleteSessionsOf, type StoredSession } from '../../platform/session.repository.ts';
import type { FinishedLogin } from './finish-login.ts';
import { rolesAbove } from './role-order.ts';

/**
 * Opens a session for the person under a new token. Sessions from when the role was higher end, wherever they are: what
 * the person may no longer do is not left open on another machine.
 */
export async function openSession(request: Request, login: FinishedLogin): Promise<void> {
  const { account, atProvider } = login;
  await openSessionFor(request, { accountId: account.id, role: account.role, login: atProvider });
  await deleteSessionsOf([account.id], { roles: rolesAbove(account.role) });
}

/** Ends the session here and on every node. @returns what it was, for a logout that goes on to the provider */
export const endSession = (request: Request): Promise<StoredSession | undefined> => endSessionOf(request);

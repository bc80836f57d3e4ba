import type { Request } from 'express';
import type { Actor } from '../../platform/actor.ts';
import type { ActorOfRequest } from '../../platform/api.ts';
import type { Services } from '../../platform/services.ts';
import { sessionOf } from '../../platform/session.ts';
import { findAccount, type StoredAccount } from './account.repository.ts';
import { isDevelopmentEntity } from './made-for-development.ts';
import { lowerRole } from './role-order.ts';

/**
 * Finds the account behind a session; production knows none of the development provider's people. A session never has a
 * higher role than it was opened with: what a later login brought to the account is not handed to an older session.
 */
export function accountOf({ config }: Services) {
  return async (request: Request): Promise<StoredAccount | undefined> => {
    const session = sessionOf(request);
    const account = session && (await findAccount(session.accountId));
    if (!account) return undefined;
    const { development, providerEntityId } = account;
    if (config.production && (development || isDevelopmentEntity(providerEntityId))) return undefined;
    return { ...account, role: lowerRole(account.role, session.role) };
  };
}

export function actorOf(services: Services): ActorOfRequest {
  const find = accountOf(services);
  return async (request): Promise<Actor | undefined> => {
    const account = await find(request);
    return (
      account && {
        accountId: account.id,
        role: account.role,
        displayName: account.displayName,
        email: account.email,
        schoolUnitIds: account.schoolUnitIds,
      }
    );
  };
}

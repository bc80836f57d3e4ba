import type { ManagedAccount, Role } from '@mediecentral/contracts';
import { cutPage, pageOfAccounts } from './account-list.repository.ts';
import { findGrantedRole, type StoredAccount } from './account.repository.ts';

type Asked = {
  q?: string | undefined;
  role?: Role | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

/** People with a name, by the beginning of a part of it. */
export async function listAccounts({ q, ...asked }: Asked) {
  const page = await pageOfAccounts({ ...asked, word: q ? q.normalize('NFC').toLowerCase() : undefined });
  const shown = new Map(
    await Promise.all(
      page.accounts.map(async (account) => [account.id, await showManagedAccount(account)] as const),
    ),
  );
  return cutPage(page, (account) => shown.get(account.id) as ManagedAccount);
}

export async function showManagedAccount(account: StoredAccount): Promise<ManagedAccount> {
  const granted = await findGrantedRole(account);
  return {
    id: account.id,
    displayName: account.displayName,
    ...(account.eppn ? { eppn: account.eppn } : {}),
    ...(account.email ? { email: account.email } : {}),
    role: account.role,
    ...(granted ? { granted } : {}),
    provider: account.providerEntityId,
    lastLoginAt: account.lastLoginAt.toISOString(),
  };
}

import type { ManagedAccount, Role } from '@mediecentral/contracts';
import { cutPage, pageOfAccounts } from './account-list.repository.ts';
import { findGrantedRoles, type StoredAccount } from './account.repository.ts';
import { findNamesOfEntities } from './provider.repository.ts';

type Asked = {
  q?: string | undefined;
  role?: Role | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

/** People with a name, by the beginning of a part of it. */
export async function listAccounts({ q, ...asked }: Asked) {
  const page = await pageOfAccounts({ ...asked, word: q ? q.normalize('NFC').toLowerCase() : undefined });
  return cutPage(page, await presenterOf(page.accounts));
}

export async function showManagedAccount(account: StoredAccount): Promise<ManagedAccount> {
  const show = await presenterOf([account]);
  return show(account);
}

async function presenterOf(accounts: readonly StoredAccount[]) {
  const [grants, names] = await Promise.all([
    findGrantedRoles(accounts),
    findNamesOfEntities([...new Set(accounts.map(({ providerEntityId }) => providerEntityId))]),
  ]);
  return (account: StoredAccount): ManagedAccount => {
    const granted = grants.get(account.principalHash);
    const providerName = names.get(account.providerEntityId);
    return {
      id: account.id,
      displayName: account.displayName,
      ...(account.eppn ? { eppn: account.eppn } : {}),
      ...(account.email ? { email: account.email } : {}),
      role: account.role,
      byRules: account.roleByRules ?? account.role,
      ...(granted ? { granted } : {}),
      provider: account.providerEntityId,
      ...(providerName ? { providerName } : {}),
      lastLoginAt: account.lastLoginAt.toISOString(),
    };
  };
}

import type { Account } from '@mediecentral/contracts';
import { findSchoolUnits } from '../organisation/index.ts';
import type { StoredAccount } from './account.repository.ts';

/** The account as its owner sees it. `schoolUnits` is empty when the provider names no school that is known here. */
export async function showAccount(account: StoredAccount): Promise<Account> {
  const found = await findSchoolUnits(account.schoolUnitIds);
  const schoolUnits = account.schoolUnitIds.flatMap((unitId) => {
    const unit = found.get(unitId);
    return unit ? [{ id: unit.id, name: unit.name, municipality: unit.municipality }] : [];
  });
  const chosen = schoolUnits.find(({ id }) => id === account.chosenSchoolUnitId) ?? schoolUnits[0];
  return {
    id: account.id,
    role: account.role,
    displayName: account.displayName,
    ...(account.eppn ? { eppn: account.eppn } : {}),
    ...(account.email ? { email: account.email } : {}),
    schoolUnits,
    ...(chosen ? { chosenSchoolUnitId: chosen.id } : {}),
  };
}

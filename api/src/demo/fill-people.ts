import { findSchoolUnitsByCode } from '../features/organisation/index.ts';
import { prepareAccount } from '../features/accounts/index.ts';
import type { Services } from '../platform/services.ts';
import { developmentPrincipal } from '../process/development-provider.ts';
import { demoPeople, mailOf } from './people.ts';

type Borrower = { id: string; displayName: string; email: string };

/**
 * Accounts of the teachers who can log in to the demo, so that they find loans of their own. The school units have to
 * be there. @returns whose the loans of a school unit are, by its id
 */
export async function fillPeople(services: Services): Promise<Map<string, Borrower>> {
  const borrowers = new Map<string, Borrower>();
  for (const { key, displayName, role, schoolUnitCodes, municipalityCode } of demoPeople) {
    if (role !== 'teacher') continue;
    const schoolUnitIds = (await findSchoolUnitsByCode(schoolUnitCodes)).map(({ id }) => id);
    const email = mailOf(key);
    const person = {
      ...developmentPrincipal(key, municipalityCode),
      role,
      displayName,
      email,
      schoolUnitIds,
    };
    const id = await prepareAccount(services, person);
    for (const unit of schoolUnitIds)
      if (!borrowers.has(unit)) borrowers.set(unit, { id, displayName, email });
  }
  return borrowers;
}

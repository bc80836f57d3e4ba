import type { Role } from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { saveLogin } from './account.repository.ts';
import { principalOf } from './principal.ts';

export type ExpectedPerson = {
  providerEntityId: string;
  development: boolean;
  eppn: string;
  role: Exclude<Role, 'pupil'>;
  displayName: string;
  email?: string;
  schoolUnitIds: readonly string[];
};

/**
 * Makes the account of somebody who has not logged in yet, so that there can be loans of theirs; the first login finds
 * it and brings it up to date. @returns its id
 */
export async function prepareAccount({ secret }: Services, person: ExpectedPerson): Promise<string> {
  const { providerEntityId, ...facts } = person;
  const account = await saveLogin(
    principalOf(secret, providerEntityId, person.eppn),
    { ...facts, roleByRules: person.role, eppn: person.eppn.toLowerCase() },
    clock.now(),
  );
  return account.id;
}

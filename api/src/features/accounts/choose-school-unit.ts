import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import { chooseSchoolUnitOf } from './account.repository.ts';

/** @throws ProblemError `school_not_yours` for any but the person's own */
export async function chooseSchoolUnit(actor: Actor, schoolUnitId: string): Promise<void> {
  if (!actor.schoolUnitIds.includes(schoolUnitId))
    throw new ProblemError('school_not_yours', 'This school unit is not one of yours');
  await chooseSchoolUnitOf(actor.accountId, schoolUnitId);
}

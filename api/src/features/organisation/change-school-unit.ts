import type { SchoolUnit, SchoolUnitChange } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import { recordChange } from '../audit/index.ts';
import { requireMunicipality } from './require-municipality.ts';
import { findSchoolUnit, updateSchoolUnit } from './school-unit.repository.ts';

/** @throws ProblemError `not_found`, `stale`, `duplicate`, or `invalid_request` for a municipality that is not served */
export async function changeSchoolUnit(
  actor: Actor,
  id: string,
  version: number,
  change: SchoolUnitChange,
): Promise<SchoolUnit> {
  await requireMunicipality(change.municipalityCode);
  const changed = await updateSchoolUnit(id, version, change);
  if (!changed) {
    if (!(await findSchoolUnit(id))) throw new ProblemError('not_found', 'There is no such school unit');
    throw new ProblemError('stale', 'Somebody has changed the school unit since it was read');
  }
  await recordChange({
    actor,
    action: 'school_unit.changed',
    subject: { kind: 'school_unit', id, label: changed.name },
    changes: change,
  });
  return changed;
}

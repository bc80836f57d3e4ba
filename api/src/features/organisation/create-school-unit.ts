import type { SchoolUnit, SchoolUnitChange } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { recordChange } from '../audit/index.ts';
import { requireMunicipality } from './require-municipality.ts';
import { insertSchoolUnit } from './school-unit.repository.ts';

/** @throws ProblemError `duplicate`, or `invalid_request` for a municipality that is not served */
export async function createSchoolUnit(actor: Actor, change: SchoolUnitChange): Promise<SchoolUnit> {
  await requireMunicipality(change.municipalityCode);
  const unit = await insertSchoolUnit(change);
  await recordChange({
    actor,
    action: 'school_unit.created',
    subject: { kind: 'school_unit', id: unit.id, label: unit.name },
    changes: change,
  });
  return unit;
}

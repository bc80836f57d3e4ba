import type { Unit } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import { recordChange } from '../audit/index.ts';
import { requireUnit, showUnit } from './show-units.ts';
import { type UnitFields, updateUnit } from './unit.repository.ts';

/** @throws ProblemError `not_found`, `stale` or `duplicate` */
export async function changeUnit(
  actor: Actor,
  id: string,
  version: number,
  fields: UnitFields,
): Promise<Unit> {
  const changed = await updateUnit(id, version, fields, actor.displayName);
  if (!changed) {
    await requireUnit(id);
    throw new ProblemError('stale', 'Somebody has changed the unit since it was read');
  }
  await recordChange({
    actor,
    action: 'unit.changed',
    subject: { kind: 'unit', id, label: changed.inventoryNumber },
    changes: fields,
  });
  return showUnit(changed);
}

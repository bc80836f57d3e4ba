import type { Unit } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { recordChange } from '../audit/index.ts';
import { bringLedgerUpToDate } from './bring-up-to-date.ts';
import { requireModel } from './require-model.ts';
import { showUnit } from './show-units.ts';
import { insertUnit, type UnitFields } from './unit.repository.ts';

/** @throws ProblemError `not_found` for a model that is none, `duplicate` */
export async function createUnit(actor: Actor, fields: UnitFields & { modelId: string }): Promise<Unit> {
  await requireModel(fields.modelId);
  const unit = await insertUnit(fields, actor.displayName);
  await bringLedgerUpToDate(unit.modelId);
  await recordChange({
    actor,
    action: 'unit.created',
    subject: { kind: 'unit', id: unit.id, label: unit.inventoryNumber },
    changes: fields,
  });
  return showUnit(unit);
}

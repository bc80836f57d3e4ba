import type { EquipmentModel, EquipmentModelChange } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import { recordChange } from '../audit/index.ts';
import { updateModel } from './equipment-model.repository.ts';
import { requireModel } from './require-model.ts';

/** @throws ProblemError `not_found` or `stale` */
export async function changeModel(
  actor: Actor,
  id: string,
  version: number,
  change: EquipmentModelChange,
): Promise<EquipmentModel> {
  const changed = await updateModel(id, version, change);
  if (!changed) {
    await requireModel(id);
    throw new ProblemError('stale', 'Somebody has changed the model since it was read');
  }
  await recordChange({
    actor,
    action: 'equipment_model.changed',
    subject: { kind: 'equipment_model', id, label: changed.name },
    changes: change,
  });
  return changed;
}

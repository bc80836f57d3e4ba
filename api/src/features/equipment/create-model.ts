import type { EquipmentModel, EquipmentModelChange } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { recordChange } from '../audit/index.ts';
import { insertModel } from './equipment-model.repository.ts';

export async function createModel(actor: Actor, change: EquipmentModelChange): Promise<EquipmentModel> {
  const model = await insertModel(change);
  await recordChange({
    actor,
    action: 'equipment_model.created',
    subject: { kind: 'equipment_model', id: model.id, label: model.name },
    changes: change,
  });
  return model;
}

import type { EquipmentModel } from '@mediecentral/contracts';
import { ProblemError } from '../../platform/problem.ts';
import { findModel } from './equipment-model.repository.ts';

/** @throws ProblemError `not_found` */
export async function requireModel(id: string): Promise<EquipmentModel> {
  const model = await findModel(id);
  if (!model) throw new ProblemError('not_found', 'There is no such model');
  return model;
}

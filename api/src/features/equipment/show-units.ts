import type { Unit } from '@mediecentral/contracts';
import { ProblemError } from '../../platform/problem.ts';
import { findModels } from './equipment-model.repository.ts';
import { findUnit, pageOfUnits, type UnitFilters, type UnitRecord } from './unit.repository.ts';

/** Units as staff see them, with their model's name and where it stands in the store. */
async function withModels(units: readonly UnitRecord[]): Promise<Unit[]> {
  const models = await findModels(units.map(({ modelId }) => modelId));
  return units.map((unit) => {
    const model = models.get(unit.modelId);
    return { ...unit, modelName: model?.name ?? '', shelf: model?.shelf ?? '' };
  });
}

export async function listUnits(filters: UnitFilters) {
  const page = await pageOfUnits(filters);
  return { ...page, items: await withModels(page.items) };
}

export async function showUnit(record: UnitRecord): Promise<Unit> {
  const [unit] = await withModels([record]);
  if (!unit) throw new Error('one unit in, one unit out');
  return unit;
}

/** @throws ProblemError `not_found` */
export async function requireUnit(id: string): Promise<UnitRecord> {
  const unit = await findUnit(id);
  if (!unit) throw new ProblemError('not_found', 'There is no such unit');
  return unit;
}

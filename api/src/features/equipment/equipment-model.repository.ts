import type { EquipmentCategory, EquipmentModel, EquipmentModelChange } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { sortKeyOf, wordsOf } from '../organisation/index.ts';
import { EquipmentModelModel, type EquipmentModelRecord } from './equipment-model.model.ts';
import { readCapacities } from './ledger.repository.ts';

export type ModelFilters = {
  q?: string | undefined;
  category?: EquipmentCategory | undefined;
  /** The inactive ones too. */
  inactive: boolean;
  after?: string | undefined;
  limit?: number | undefined;
};

const cursor = z.tuple([z.string(), z.string().regex(/^[0-9a-f]{24}$/)]);

/** Models in the Swedish alphabet's order; every word of `q` is the beginning of one of the model's words. */
export async function pageOfModels({ q, category, inactive, after, limit: asked }: ModelFilters) {
  const limit = limitOf(asked);
  const place = readCursor(after, cursor);
  const words = wordsOf(q ?? '');
  const filter = {
    ...(category ? { category } : {}),
    ...(inactive ? {} : { active: true }),
    // Words hold letters and digits only, so nothing in them is a pattern of its own.
    ...(words.length > 0 ? { $and: words.map((word) => ({ words: { $regex: `^${word}` } })) } : {}),
  };
  const later = place
    ? {
        $or: [
          { sortKey: { $gt: place[0] } },
          { sortKey: place[0], _id: { $gt: new Types.ObjectId(place[1]) } },
        ],
      }
    : {};
  const [records, total] = await Promise.all([
    EquipmentModelModel.find({ ...filter, ...later })
      .sort({ sortKey: 1, _id: 1 })
      .limit(limit + 1)
      .lean(),
    EquipmentModelModel.countDocuments(filter),
  ]);
  const show = await presenterFor(records);
  return pageFrom(records, limit, total, (last) => [last.sortKey, String(last._id)], show);
}

export async function findModel(id: string): Promise<EquipmentModel | undefined> {
  return (await findModels([id])).get(id);
}

/** The models of these ids by id, active or not; unknown ones are absent. */
export async function findModels(ids: readonly string[]): Promise<Map<string, EquipmentModel>> {
  const wanted = [...new Set(ids)].map((id) => new Types.ObjectId(id));
  const records = await EquipmentModelModel.find({ _id: { $in: wanted } }).lean();
  const show = await presenterFor(records);
  return new Map(records.map((record) => [String(record._id), show(record)]));
}

/** The ids of all models, active or not. */
export async function listModelIds(): Promise<string[]> {
  const records = await EquipmentModelModel.find({}, { _id: 1 }).sort({ _id: 1 }).lean();
  return records.map((record) => String(record._id));
}

export async function insertModel(change: EquipmentModelChange): Promise<EquipmentModel> {
  const _id = new Types.ObjectId();
  await EquipmentModelModel.create([{ _id, ...fieldsOf(change), version: 0 }]);
  return { id: String(_id), ...change, total: 0, version: 0 };
}

/** Replaces what is known of a model if it is still at `version`; undefined when somebody was first. */
export async function updateModel(
  id: string,
  version: number,
  change: EquipmentModelChange,
): Promise<EquipmentModel | undefined> {
  const record = await EquipmentModelModel.findOneAndUpdate(
    { _id: new Types.ObjectId(id), version },
    { ...replacing(change), $inc: { version: 1 } },
    { returnDocument: 'after' },
  ).lean();
  if (!record) return undefined;
  const show = await presenterFor([record]);
  return show(record);
}

/** Adds models under ids of the caller's choice, and replaces those that are there. */
export async function saveModels(models: readonly (EquipmentModelChange & { id: string })[]): Promise<void> {
  await EquipmentModelModel.bulkWrite(
    models.map(({ id, ...change }) => ({
      updateOne: {
        filter: { _id: new Types.ObjectId(id) },
        update: { ...replacing(change), $inc: { version: 1 } },
        upsert: true,
      },
    })),
  );
}

function fieldsOf(change: EquipmentModelChange) {
  const { name, summary, subjects, contents } = change;
  return {
    ...change,
    sortKey: sortKeyOf(name),
    words: wordsOf([name, summary, ...subjects, ...contents].join(' ')),
  };
}

function replacing(change: EquipmentModelChange) {
  return {
    $set: fieldsOf(change),
    ...(change.groupSize === undefined ? { $unset: { groupSize: 1 as const } } : {}),
  };
}

async function presenterFor(records: readonly EquipmentModelRecord[]) {
  const totals = await readCapacities(records.map((record) => String(record._id)));
  return ({ _id, sortKey: _sortKey, words: _words, ...fields }: EquipmentModelRecord): EquipmentModel => ({
    ...fields,
    id: String(_id),
    total: totals.get(String(_id)) ?? 0,
  });
}

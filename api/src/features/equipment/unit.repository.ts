import type { Unit, UnitState } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { z } from 'zod';
import { clock } from '../../platform/clock.ts';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { ProblemError } from '../../platform/problem.ts';
import { changeOfState, unsetOf, withEvent } from './unit-change.ts';
import { type StoredUnit, UnitModel } from './unit.model.ts';

/** A unit without what its model says of it. */
export type UnitRecord = Omit<Unit, 'modelName' | 'shelf'>;
export type UnitFields = Pick<
  UnitRecord,
  'inventoryNumber' | 'barcode' | 'serial' | 'condition' | 'purchasedOn' | 'purchasePrice'
>;

export type UnitFilters = {
  modelId?: string | undefined;
  state?: UnitState | undefined;
  q?: string | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

const historyInLists = 10;
const cursor = z.tuple([z.string()]);

/** Units by inventory number, each with the last ten things that happened to it. */
export async function pageOfUnits({ modelId, state, q, after, limit: asked }: UnitFilters) {
  const limit = limitOf(asked);
  const place = readCursor(after, cursor);
  const filter = {
    ...(modelId ? { modelId: new Types.ObjectId(modelId) } : {}),
    ...(state ? { state } : {}),
    ...(q ? { $or: codesLike(q) } : {}),
  };
  const later = place ? { $and: [{ inventoryNumber: { $gt: place[0] } }] } : {};
  const [items, total] = await Promise.all([
    UnitModel.find({ ...filter, ...later })
      .sort({ inventoryNumber: 1 })
      .limit(limit + 1)
      .lean(),
    UnitModel.countDocuments(filter),
  ]);
  return pageFrom(
    items,
    limit,
    total,
    (last) => [last.inventoryNumber],
    (unit) => show({ ...unit, history: unit.history.slice(-historyInLists) }),
  );
}

const lastLetter = '\uFFFF';

function codesLike(q: string) {
  const upper = q.toUpperCase();
  return [
    { inventoryNumber: { $gte: upper, $lt: `${upper}${lastLetter}` } },
    { codes: { $in: [...new Set([q, upper])] } },
    { serial: q },
  ];
}

/** What a scanner or a hand typed: an inventory number in small letters too, a barcode, or a serial that is one unit's. */
export async function findUnitByCode(code: string): Promise<UnitRecord | undefined> {
  const asked = code.trim();
  for (const codes of new Set([asked, asked.toUpperCase()])) {
    const unit = await UnitModel.findOne({ codes }).lean();
    if (unit) return show(unit);
  }
  const [bySerial, another] = await UnitModel.find({ serial: asked }).limit(2).lean();
  return bySerial && !another ? show(bySerial) : undefined;
}

export async function findUnit(id: string): Promise<UnitRecord | undefined> {
  return (await findUnits([id])).get(id);
}

/** The units of these ids by id; unknown ones are absent. */
export async function findUnits(ids: readonly string[]): Promise<Map<string, UnitRecord>> {
  const wanted = [...new Set(ids)].map((id) => new Types.ObjectId(id));
  const units = await UnitModel.find({ _id: { $in: wanted } }).lean();
  return new Map(units.map((unit) => [String(unit._id), show(unit)]));
}

/** @throws ProblemError `duplicate` when another unit answers to one of its codes */
export async function insertUnit(
  { modelId, ...fields }: UnitFields & { modelId: string },
  by: string,
): Promise<UnitRecord> {
  const stored: StoredUnit = {
    _id: new Types.ObjectId(),
    modelId: new Types.ObjectId(modelId),
    ...fields,
    codes: codesOf(fields),
    state: 'available',
    history: [{ at: clock.now(), by, kind: 'added', state: 'available' }],
    version: 0,
  };
  await orDuplicate(UnitModel.create([stored]));
  return show(stored);
}

/**
 * Replaces what is known of a unit if it is still at `version`; undefined when somebody was first.
 * @throws ProblemError `duplicate` when another unit answers to one of its codes
 */
export async function updateUnit(
  id: string,
  version: number,
  fields: UnitFields,
  by: string,
): Promise<UnitRecord | undefined> {
  const optional = ['barcode', 'serial', 'purchasedOn', 'purchasePrice'] as const;
  const absent = optional.filter((field) => fields[field] === undefined);
  const unit = await orDuplicate(
    UnitModel.findOneAndUpdate(
      { _id: new Types.ObjectId(id), version },
      {
        $set: { ...fields, codes: codesOf(fields) },
        ...(absent.length > 0 ? { $unset: unsetOf(absent) } : {}),
        ...withEvent({ kind: 'changed', by }),
      },
      { returnDocument: 'after' },
    ).lean(),
  );
  return unit ? show(unit) : undefined;
}

export type NewState = {
  state: UnitState;
  note: string;
  /** For repairs: the day it is expected back. */
  expectedBack?: string | undefined;
  by: string;
};

/** Changes a unit's state if it is still at `version`; undefined when somebody was first. */
export async function updateUnitState(
  id: string,
  version: number,
  { state, note, expectedBack, by }: NewState,
): Promise<UnitRecord | undefined> {
  const unit = await UnitModel.findOneAndUpdate(
    { _id: new Types.ObjectId(id), version },
    changeOfState(state, { kind: 'state', by, ...(note ? { note } : {}) }, { expectedBack }),
    { returnDocument: 'after' },
  ).lean();
  return unit ? show(unit) : undefined;
}

/** What decides how many units of a model can be claimed. */
export type UnitWhereabouts = {
  id: string;
  state: UnitState;
  expectedBack?: string | undefined;
  awaySince?: string | undefined;
  loanId?: string | undefined;
};

export async function listWhereabouts(modelId: string): Promise<UnitWhereabouts[]> {
  const units = await UnitModel.find(
    { modelId: new Types.ObjectId(modelId) },
    { state: 1, expectedBack: 1, awaySince: 1, loan: 1 },
  ).lean();
  return units.map(({ _id, loan, state, expectedBack, awaySince }) => ({
    id: String(_id),
    state,
    expectedBack,
    awaySince,
    loanId: loan?.id,
  }));
}

/** A unit whose id and past are the caller's choice, for demo data and imports. */
export type SavedUnit = UnitFields & {
  id: string;
  modelId: string;
  state?: UnitState;
  history?: UnitRecord['history'];
};

export async function upsertUnits(units: readonly SavedUnit[]): Promise<void> {
  await UnitModel.bulkWrite(
    units.map(({ id, modelId, history = [], state = 'available', ...fields }) => ({
      updateOne: {
        filter: { _id: new Types.ObjectId(id) },
        update: {
          $set: {
            modelId: new Types.ObjectId(modelId),
            ...fields,
            codes: codesOf(fields),
            state,
            history: history.map((event) => ({ ...event, at: new Date(event.at) })),
          },
          $inc: { version: 1 },
        },
        upsert: true,
      },
    })),
  );
}

const codesOf = ({ inventoryNumber, barcode }: UnitFields) => [
  ...new Set([inventoryNumber, ...(barcode ? [barcode] : [])]),
];

async function orDuplicate<Result>(writing: Promise<Result>): Promise<Result> {
  try {
    return await writing;
  } catch (error) {
    if ((error as { code?: number }).code !== 11_000) throw error;
    throw new ProblemError('duplicate', 'Another unit answers to this inventory number or barcode');
  }
}

function show({
  _id,
  codes: _codes,
  awaySince: _since,
  expectedBack: _back,
  ...unit
}: StoredUnit): UnitRecord {
  return {
    ...unit,
    id: String(_id),
    modelId: String(unit.modelId),
    history: unit.history.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}

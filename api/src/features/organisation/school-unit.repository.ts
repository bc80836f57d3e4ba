import type { SchoolUnit, SchoolUnitChange } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { ProblemError } from '../../platform/problem.ts';
import { findMunicipalities } from './municipality.repository.ts';
import { sortKeyOf, wordsOf } from './name-order.ts';
import { SchoolUnitModel, type SchoolUnitRecord } from './school-unit.model.ts';

type Filters = {
  q?: string | undefined;
  municipality?: string | undefined;
  active?: boolean | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

const cursor = z.tuple([z.string(), z.string().regex(/^[0-9a-f]{24}$/)]);

/** A page of school units in alphabetical order; every word of `q` begins a word of the name. */
export async function pageOfSchoolUnits({ q, municipality, active, after, limit: asked }: Filters) {
  const limit = limitOf(asked);
  const place = readCursor(after, cursor);
  const words = wordsOf(q ?? '');
  const filter = {
    ...(municipality ? { municipalityCode: municipality } : {}),
    ...(active === undefined ? {} : { active }),
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
    SchoolUnitModel.find({ ...filter, ...later })
      .sort({ sortKey: 1, _id: 1 })
      .limit(limit + 1)
      .lean(),
    SchoolUnitModel.countDocuments(filter),
  ]);
  const show = await presenterFor(records);
  return pageFrom(records, limit, total, (last) => [last.sortKey, String(last._id)], show);
}

export async function findSchoolUnit(id: string): Promise<SchoolUnit | undefined> {
  return (await findSchoolUnits([id])).get(id);
}

/** The school units of these ids by id; unknown ones are absent. */
export async function findSchoolUnits(ids: readonly string[]): Promise<Map<string, SchoolUnit>> {
  const wanted = [...new Set(ids)].map((id) => new Types.ObjectId(id));
  const units = await present(await SchoolUnitModel.find({ _id: { $in: wanted } }).lean());
  return new Map(units.map((unit) => [unit.id, unit]));
}

/** The school units with these of Skolverket's codes, active or not, in alphabetical order. */
export async function findSchoolUnitsByCode(codes: readonly string[]): Promise<SchoolUnit[]> {
  if (codes.length === 0) return [];
  const filter = { schoolUnitCode: { $in: [...new Set(codes)] } };
  return present(await SchoolUnitModel.find(filter).sort({ sortKey: 1, _id: 1 }).lean());
}

/** Whether there is a centre in this database at all. */
export async function hasSchoolUnits(): Promise<boolean> {
  return (await SchoolUnitModel.exists({})) !== null;
}

/** @throws ProblemError `duplicate` when another unit has the school unit code */
export async function insertSchoolUnit(change: SchoolUnitChange): Promise<SchoolUnit> {
  const [record] = await orDuplicate(SchoolUnitModel.create([{ ...fieldsOf(change), version: 0 }]));
  return presentOne(record?.toObject());
}

/**
 * Replaces what is known of a unit if it is still at `version`; undefined when somebody was first.
 * @throws ProblemError `duplicate` when another unit has the school unit code
 */
export async function updateSchoolUnit(
  id: string,
  version: number,
  change: SchoolUnitChange,
): Promise<SchoolUnit | undefined> {
  const record = await orDuplicate(
    SchoolUnitModel.findOneAndUpdate(
      { _id: new Types.ObjectId(id), version },
      { ...replacing(change), $inc: { version: 1 } },
      { returnDocument: 'after' },
    ).lean(),
  );
  return record ? presentOne(record) : undefined;
}

/** Adds units under ids of the caller's choice, and replaces those that are there. */
export async function saveSchoolUnits(units: readonly (SchoolUnitChange & { id: string })[]): Promise<void> {
  await SchoolUnitModel.bulkWrite(
    units.map(({ id, ...change }) => ({
      updateOne: {
        filter: { _id: new Types.ObjectId(id) },
        update: { ...replacing(change), $inc: { version: 1 } },
        upsert: true,
      },
    })),
  );
}

const optionalFields = ['schoolUnitCode', 'address', 'deliveryNote'] as const;

function fieldsOf(change: SchoolUnitChange) {
  return { ...change, sortKey: sortKeyOf(change.name), words: wordsOf(change.name) };
}

function replacing(change: SchoolUnitChange) {
  const absent = optionalFields.filter((field) => change[field] === undefined);
  const $unset = Object.fromEntries(absent.map((field) => [field, 1 as const]));
  return { $set: fieldsOf(change), ...(absent.length > 0 ? { $unset } : {}) };
}

async function orDuplicate<Result>(writing: Promise<Result>): Promise<Result> {
  try {
    return await writing;
  } catch (error) {
    if ((error as { code?: number }).code !== 11_000) throw error;
    throw new ProblemError('duplicate', 'Another school unit has this school unit code');
  }
}

async function present(records: SchoolUnitRecord[]): Promise<SchoolUnit[]> {
  return records.map(await presenterFor(records));
}

async function presentOne(record: SchoolUnitRecord | undefined): Promise<SchoolUnit> {
  const [unit] = record ? await present([record]) : [];
  if (!unit) throw new Error('the database did not give back what it saved');
  return unit;
}

async function presenterFor(records: readonly SchoolUnitRecord[]) {
  const municipalities = await findMunicipalities(records.map((record) => record.municipalityCode));
  return (record: SchoolUnitRecord): SchoolUnit => ({
    id: String(record._id),
    name: record.name,
    kind: record.kind,
    municipality: municipalities.get(record.municipalityCode) ?? {
      code: record.municipalityCode,
      name: record.municipalityCode,
    },
    stages: record.stages,
    ...(record.schoolUnitCode ? { schoolUnitCode: record.schoolUnitCode } : {}),
    ...(record.address ? { address: record.address } : {}),
    ...(record.deliveryNote ? { deliveryNote: record.deliveryNote } : {}),
    active: record.active,
    version: record.version,
  });
}

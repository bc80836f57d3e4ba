import type { Municipality } from '@mediecentral/contracts';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { MunicipalityModel, type MunicipalityRecord } from './municipality.model.ts';
import { sortKeyOf } from './name-order.ts';

const show = ({ _id, name }: MunicipalityRecord): Municipality => ({ code: _id, name });
const cursor = z.tuple([z.string(), z.string()]);

export async function pageOfMunicipalities({
  after,
  limit: asked,
}: {
  after?: string | undefined;
  limit?: number | undefined;
}) {
  const limit = limitOf(asked);
  const place = readCursor(after, cursor);
  const later = place
    ? { $or: [{ sortKey: { $gt: place[0] } }, { sortKey: place[0], _id: { $gt: place[1] } }] }
    : {};
  const [items, total] = await Promise.all([
    MunicipalityModel.find(later)
      .sort({ sortKey: 1, _id: 1 })
      .limit(limit + 1)
      .lean(),
    MunicipalityModel.countDocuments(),
  ]);
  return pageFrom(items, limit, total, (last) => [last.sortKey, last._id], show);
}

/** All municipalities that the centre serves, in alphabetical order. */
export async function listAllMunicipalities(): Promise<Municipality[]> {
  return (await MunicipalityModel.find().sort({ sortKey: 1, _id: 1 }).lean()).map(show);
}

/** Adds municipalities and renames those that are there. */
export async function saveMunicipalities(municipalities: readonly Municipality[]): Promise<void> {
  await MunicipalityModel.bulkWrite(
    municipalities.map(({ code, name }) => ({
      updateOne: {
        filter: { _id: code },
        update: { $set: { name, sortKey: sortKeyOf(name) } },
        upsert: true,
      },
    })),
  );
}

/** The municipalities of these codes by code; unknown ones are absent. */
export async function findMunicipalities(codes: readonly string[]): Promise<Map<string, Municipality>> {
  const found = await MunicipalityModel.find({ _id: { $in: [...new Set(codes)] } }).lean();
  return new Map(found.map((record) => [record._id, show(record)]));
}

import { type Role, roles } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { AccountModel } from './account.model.ts';
import { type StoredAccount, storedOf } from './account.repository.ts';

export type AccountFilter = {
  /** The beginning of what an account is found by, in small letters. */
  word?: string | undefined;
  role?: Role | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

const named = roles.filter((role) => role !== 'pupil');
const place = z.tuple([z.coerce.date(), z.string().regex(/^[0-9a-f]{24}$/)]);

/** People with a name, the latest login first. Pupils have none and are not among them. */
export async function pageOfAccounts({ word, role, after, limit: asked }: AccountFilter) {
  const limit = limitOf(asked);
  const from = readCursor(after, place);
  const filter = {
    role: role === undefined ? { $in: named } : role === 'pupil' ? { $in: [] } : role,
    ...(word === undefined ? {} : { searchKeys: { $elemMatch: { $gte: word, $lt: `${word}\uFFFF` } } }),
  };
  const later = from
    ? {
        $or: [
          { lastLoginAt: { $lt: from[0] } },
          { lastLoginAt: from[0], _id: { $lt: new Types.ObjectId(from[1]) } },
        ],
      }
    : {};
  const [records, total] = await Promise.all([
    AccountModel.find({ ...filter, ...later })
      .sort({ lastLoginAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean(),
    AccountModel.countDocuments(filter),
  ]);
  return { accounts: records.map(storedOf), limit, total };
}

export const cutPage = <Shown>(
  { accounts, limit, total }: Awaited<ReturnType<typeof pageOfAccounts>>,
  show: (account: StoredAccount) => Shown,
) => pageFrom(accounts, limit, total, (last) => [last.lastLoginAt, last.id], show);

import { Types } from 'mongoose';
import { AccountModel } from './account.model.ts';
import { type StoredAccount, storedOf } from './account.repository.ts';

/** Pupils whose last login was before an instant. */
const unused = (before: Date) => ({ role: 'pupil' as const, lastLoginAt: { $lt: before } });

export const countUnusedPupils = (before: Date): Promise<number> =>
  AccountModel.countDocuments(unused(before));

/** Some of them, by id after `after`. */
export async function findUnusedPupils(
  before: Date,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<StoredAccount[]> {
  const records = await AccountModel.find({
    ...unused(before),
    ...(after ? { _id: { $gt: new Types.ObjectId(after) } } : {}),
  })
    .sort({ _id: 1 })
    .limit(limit)
    .lean();
  return records.map(storedOf);
}

/** Removes an account that is still unused: somebody who logs in meanwhile keeps it. */
export async function deleteUnusedPupil(id: string, before: Date): Promise<boolean> {
  const { deletedCount } = await AccountModel.deleteOne({ _id: new Types.ObjectId(id), ...unused(before) });
  return deletedCount > 0;
}

export async function deleteAccount(id: string): Promise<void> {
  await AccountModel.deleteOne({ _id: new Types.ObjectId(id) });
}

import type { Role } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from './paging.ts';
import { type ProviderLogin, SessionModel, type SessionRecord } from './session.model.ts';

export type StoredSession = Omit<SessionRecord, '_id' | 'tokenHash'> & { id: string };

const show = ({ _id, tokenHash: _hash, ...session }: SessionRecord): StoredSession => ({
  id: String(_id),
  ...session,
});

export async function insertSession(session: Omit<SessionRecord, '_id'>): Promise<StoredSession> {
  const _id = new Types.ObjectId();
  await SessionModel.create([{ _id, ...session }]);
  return show({ _id, ...session });
}

/** The session that a cookie opens, unless it has ended. */
export async function findOpenSession(tokenHash: string, now: Date): Promise<StoredSession | undefined> {
  const record = await SessionModel.findOne({ tokenHash, expiresAt: { $gt: now } }).lean();
  return record ? show(record) : undefined;
}

/** Notes that it is used. One that has been ended meanwhile stays ended. */
export async function markSessionUsed(id: string, lastUsedAt: Date, expiresAt: Date): Promise<void> {
  await SessionModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { lastUsedAt, expiresAt } });
}

/** A page of the open sessions of an account, the latest login first. */
export async function pageOfSessions<Shown>(
  accountId: string,
  { after, limit: asked }: { after?: string | undefined; limit?: number | undefined },
  now: Date,
  shown: (session: StoredSession) => Shown,
) {
  const limit = limitOf(asked);
  const place = readCursor(after, z.tuple([z.coerce.date(), z.string().regex(/^[0-9a-f]{24}$/)]));
  const open = { accountId, expiresAt: { $gt: now } };
  const later = place
    ? {
        $or: [
          { startedAt: { $lt: place[0] } },
          { startedAt: place[0], _id: { $lt: new Types.ObjectId(place[1]) } },
        ],
      }
    : {};
  const [records, total] = await Promise.all([
    SessionModel.find({ ...open, ...later })
      .sort({ startedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean(),
    SessionModel.countDocuments(open),
  ]);
  return pageFrom(records.map(show), limit, total, (last) => [last.startedAt, last.id], shown);
}

/** Everything that is kept of an account's sessions, the ended ones that are not yet forgotten too. */
export async function findSessionsOf(accountId: string): Promise<StoredSession[]> {
  const records = await SessionModel.find({ accountId }).sort({ startedAt: -1, _id: -1 }).lean();
  return records.map(show);
}

/** Ends one session; with `accountId` only if it is that account's. False when there is none. */
export async function deleteSession(id: string, accountId?: string): Promise<boolean> {
  const { deletedCount } = await SessionModel.deleteOne({
    _id: new Types.ObjectId(id),
    ...(accountId ? { accountId } : {}),
  });
  return deletedCount > 0;
}

/** Ends the sessions of accounts: all, those with one of these roles, or those begun before an instant. */
export async function deleteSessionsOf(
  accountIds: readonly string[],
  only: { roles?: readonly Role[]; startedBefore?: Date } = {},
): Promise<number> {
  const { deletedCount } = await SessionModel.deleteMany({
    accountId: { $in: [...accountIds] },
    ...(only.roles ? { role: { $in: [...only.roles] } } : {}),
    ...(only.startedBefore ? { startedAt: { $lt: only.startedBefore } } : {}),
  });
  return deletedCount;
}

/** Ends what a provider says has been logged out there: one session of a person, or all without a session index. */
export async function deleteSessionsAtProvider({
  providerKey,
  nameHash,
  sessionIndex,
}: Omit<ProviderLogin, 'sealedName'> & { nameHash: string }): Promise<number> {
  const { deletedCount } = await SessionModel.deleteMany({
    'login.providerKey': providerKey,
    'login.nameHash': nameHash,
    ...(sessionIndex === undefined ? {} : { 'login.sessionIndex': sessionIndex }),
  });
  return deletedCount;
}

export async function deleteExpiredSessions(now: Date): Promise<void> {
  await SessionModel.deleteMany({ expiresAt: { $lte: now } });
}

import { Types } from 'mongoose';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { AuditEntryModel, type AuditEntryRecord } from './audit-entry.model.ts';

export type AuditEntry = Omit<AuditEntryRecord, '_id'>;
export type StoredAuditEntry = AuditEntry & { id: string };

type Asked = {
  from?: Date | undefined;
  /** The first instant that is not asked for. */
  until?: Date | undefined;
  action?: string | undefined;
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  by?: string | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

export async function insertAuditEntry(entry: AuditEntry): Promise<void> {
  await AuditEntryModel.create([entry]);
}

/** What has happened to one thing, the latest first. */
export async function findAuditEntries(subject: { kind: string; id: string }): Promise<AuditEntry[]> {
  const filter = { 'subject.kind': subject.kind, 'subject.id': subject.id };
  return AuditEntryModel.find(filter, { _id: 0 }).sort({ at: -1 }).lean();
}

/** What somebody has done, the latest first. */
export async function findChangesBy(accountId: string): Promise<AuditEntry[]> {
  return AuditEntryModel.find({ 'by.accountId': accountId }, { _id: 0 }).sort({ at: -1, _id: -1 }).lean();
}

const place = z.tuple([z.coerce.date(), z.string().regex(/^[0-9a-f]{24}$/)]);

/** A page of the trail, the latest first. */
export async function pageOfAuditEntries<Shown>(
  { after, limit: asked, ...wanted }: Asked,
  show: (entry: StoredAuditEntry) => Shown,
) {
  const limit = limitOf(asked);
  const from = readCursor(after, place);
  const filter = filterOf(wanted);
  const later = from
    ? { $or: [{ at: { $lt: from[0] } }, { at: from[0], _id: { $lt: new Types.ObjectId(from[1]) } }] }
    : {};
  const [records, total] = await Promise.all([
    AuditEntryModel.find({ $and: [filter, later] })
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean(),
    AuditEntryModel.countDocuments(filter),
  ]);
  const entries = records.map(({ _id, ...entry }) => ({ id: String(_id), ...entry }));
  return pageFrom(entries, limit, total, (last) => [last.at, last.id], show);
}

function filterOf({ from, until, action, subjectKind, subjectId, by }: Omit<Asked, 'after' | 'limit'>) {
  const at = { ...(from ? { $gte: from } : {}), ...(until ? { $lt: until } : {}) };
  return {
    ...(Object.keys(at).length > 0 ? { at } : {}),
    ...(action === undefined ? {} : { action }),
    ...(subjectKind === undefined ? {} : { 'subject.kind': subjectKind }),
    ...(subjectId === undefined ? {} : { 'subject.id': subjectId }),
    ...(by === undefined ? {} : { 'by.accountId': by }),
  };
}

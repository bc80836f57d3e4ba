import { AuditEntryModel, type AuditEntryRecord } from './audit-entry.model.ts';

export type AuditEntry = Omit<AuditEntryRecord, '_id'>;

export async function insertAuditEntry(entry: AuditEntry): Promise<void> {
  await AuditEntryModel.create([entry]);
}

/** What has happened to one thing, the latest first. */
export async function findAuditEntries(subject: { kind: string; id: string }): Promise<AuditEntry[]> {
  const filter = { 'subject.kind': subject.kind, 'subject.id': subject.id };
  return AuditEntryModel.find(filter, { _id: 0 }).sort({ at: -1 }).lean();
}

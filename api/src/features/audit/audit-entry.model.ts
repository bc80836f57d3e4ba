import { model, Schema, type Types } from 'mongoose';

export type AuditEntryRecord = {
  _id: Types.ObjectId;
  at: Date;
  /** The account and the name it had then; absent for what the system did by itself. */
  by?: { accountId: string; displayName: string; role: string };
  action: string;
  subject: { kind: string; id: string; label?: string };
  changes?: Record<string, unknown>;
};

const auditEntrySchema = new Schema<AuditEntryRecord>(
  {
    at: { type: Date, required: true },
    by: {
      type: new Schema({ accountId: String, displayName: String, role: String }, { _id: false }),
    },
    action: { type: String, required: true },
    subject: {
      type: new Schema({ kind: String, id: String, label: String }, { _id: false, id: false }),
      required: true,
    },
    changes: { type: Schema.Types.Mixed },
  },
  { collection: 'audit', versionKey: false, minimize: false },
);
auditEntrySchema.index({ at: -1, _id: -1 });
// Each filter with the order of the list.
auditEntrySchema.index({ 'subject.kind': 1, at: -1, _id: -1 });
auditEntrySchema.index({ 'subject.kind': 1, 'subject.id': 1, at: -1, _id: -1 });
auditEntrySchema.index({ 'subject.id': 1, at: -1, _id: -1 });
auditEntrySchema.index({ action: 1, at: -1, _id: -1 });
auditEntrySchema.index({ 'by.accountId': 1, at: -1, _id: -1 });

const refuse = () => {
  throw new Error('the audit trail is only added to');
};
auditEntrySchema.pre(
  [
    'updateOne',
    'updateMany',
    'replaceOne',
    'findOneAndUpdate',
    'findOneAndReplace',
    'findOneAndDelete',
    'deleteOne',
    'deleteMany',
  ],
  { document: true, query: true },
  refuse,
);

auditEntrySchema.pre('bulkWrite', refuse);
auditEntrySchema.pre('save', function addOnly() {
  if (!this.isNew) refuse();
});

export const AuditEntryModel = model('AuditEntry', auditEntrySchema);

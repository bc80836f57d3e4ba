import { deliveries, loanStates, outcomes, stages } from '@mediecentral/contracts';
import { model, Schema, type Types } from 'mongoose';
import type { LoanRecord } from './loan-record.ts';

/** As it lies in the database; `searchKeys` are the reference and the school's name in small letters, to search by. */
export type StoredLoan = Omit<LoanRecord, 'id'> & { _id: Types.ObjectId; searchKeys: string[] };

const text = { type: String, required: true } as const;
const part = { _id: false } as const;

const unitSchema = new Schema(
  {
    unitId: text,
    inventoryNumber: text,
    outcome: { type: String, enum: outcomes },
    note: String,
    repair: Boolean,
  },
  part,
);

const lineSchema = new Schema(
  {
    id: text,
    modelId: text,
    modelName: text,
    drawing: text,
    shelf: { type: String, default: '' },
    contents: [String],
    asked: { type: Number, required: true, min: 1 },
    granted: { type: Number, min: 0 },
    units: [unitSchema],
  },
  part,
);

const windowSchema = new Schema(
  { dispatchOn: text, arrivesOn: text, returnOn: text, backOn: text, claimedFrom: text, claimedTo: text },
  part,
);

const eventSchema = new Schema(
  { at: { type: Date, required: true }, by: String, side: text, kind: text, message: String },
  part,
);

const loanSchema = new Schema<StoredLoan>(
  {
    reference: text,
    state: { type: String, enum: loanStates, required: true },
    version: { type: Number, required: true },
    requestedAt: { type: Date, required: true },
    year: { type: Number, required: true },
    borrower: { type: new Schema({ id: text, displayName: text, email: String }, part) },
    schoolUnit: { type: new Schema({ id: text, name: text }, part), required: true },
    municipality: { type: new Schema({ code: text, name: text }, part), required: true },
    stage: { type: String, enum: stages },
    from: text,
    to: text,
    window: { type: windowSchema, required: true },
    delivery: { type: String, enum: deliveries, required: true },
    group: String,
    pupils: Number,
    purpose: String,
    lines: [lineSchema],
    shipments: [
      new Schema(
        { direction: { type: String, enum: ['out', 'back'] }, carrier: String, date: text, tracking: String },
        part,
      ),
    ],
    events: [eventSchema],
    wasSent: { type: Boolean, required: true },
    cameBackLate: Boolean,
    partlyBack: Boolean,
    unsettledSince: Date,
    untold: [new Schema({ news: text, key: text, remark: String }, part)],
    unrecorded: [String],
    reminded: [String],
    requestKey: String,
    requestDigest: String,
    searchKeys: [String],
  },
  { collection: 'loans', versionKey: false },
);

const newestFirst = { requestedAt: -1, _id: -1 } as const;

loanSchema.index({ reference: 1 }, { unique: true });
// Never twice: one loan per borrower and request. Loans of former years and failed bookings have no such key.
loanSchema.index(
  { requestKey: 1 },
  { unique: true, partialFilterExpression: { requestKey: { $exists: true } } },
);
loanSchema.index({ unsettledSince: 1 }, { sparse: true });
// Lists: each filter with the order of the list.
loanSchema.index(newestFirst);
loanSchema.index({ state: 1, ...newestFirst });
loanSchema.index({ 'schoolUnit.id': 1, ...newestFirst });
loanSchema.index({ 'municipality.code': 1, ...newestFirst });
loanSchema.index({ 'lines.modelId': 1, ...newestFirst });
loanSchema.index({ 'borrower.id': 1, ...newestFirst });
loanSchema.index({ searchKeys: 1 });
loanSchema.index({ from: 1, to: 1 });
// Queues and limits: open loans by the day that their next step is due.
loanSchema.index({ state: 1, 'window.dispatchOn': 1, _id: 1 });
loanSchema.index({ state: 1, 'window.backOn': 1, _id: 1 });
loanSchema.index({ 'schoolUnit.id': 1, state: 1 });
// Figures of a year.
loanSchema.index({ year: 1, wasSent: 1, 'municipality.code': 1 });

export const LoanModel = model<StoredLoan>('Loan', loanSchema);

/** One document per year, `_id` the year: the last number given to a loan. */
const counterSchema = new Schema<{ _id: number; last: number }>(
  { _id: { type: Number, required: true }, last: { type: Number, required: true } },
  { collection: 'loan_counters', versionKey: false },
);

export const LoanCounterModel = model('LoanCounter', counterSchema);

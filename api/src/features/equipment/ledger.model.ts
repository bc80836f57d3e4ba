import type { Claim } from '@mediecentral/ledger';
import { model, Schema, type Types } from 'mongoose';

/** A claim with whose it is; `loanId` and `reference` are absent where a unit is away. */
export type LedgerClaim = Claim & {
  readonly loanId?: string | undefined;
  readonly reference?: string | undefined;
};

export type LedgerRecord = {
  /** The model's id. */
  _id: Types.ObjectId;
  version: number;
  /** Units that are not lost or retired; those in repair are counted, and claimed. */
  capacity: number;
  claims: LedgerClaim[];
};

const text = { type: String, required: true } as const;

const claimSchema = new Schema(
  {
    lineId: text,
    kind: text,
    quantity: { type: Number, required: true, min: 1 },
    from: text,
    to: text,
    loanId: String,
    reference: String,
  },
  { _id: false },
);

/** One document per model, so that a claim is one atomic change of one document. Always read by its `_id`. */
const ledgerSchema = new Schema<LedgerRecord>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    version: { type: Number, required: true },
    capacity: { type: Number, required: true, min: 0 },
    claims: { type: [claimSchema], required: true },
  },
  { collection: 'equipment_ledgers', versionKey: false },
);

export const LedgerModel = model<LedgerRecord>('EquipmentLedger', ledgerSchema);

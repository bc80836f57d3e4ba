import { type Unit, unitStates } from '@mediecentral/contracts';
import { model, Schema, type Types } from 'mongoose';

export type UnitEvent = Omit<Unit['history'][number], 'at'> & { at: Date };

export type StoredUnit = Omit<Unit, 'id' | 'modelId' | 'modelName' | 'shelf' | 'history'> & {
  _id: Types.ObjectId;
  modelId: Types.ObjectId;
  /** Inventory number and barcode: what a scanner may read, unique among all units. */
  codes: string[];
  /** For repairs: the day it is expected back. */
  expectedBack?: string | undefined;
  /** The day it went into repair. */
  awaySince?: string | undefined;
  history: UnitEvent[];
};

const text = { type: String, required: true } as const;
const loanSchema = new Schema({ id: text, reference: text }, { _id: false });
const eventSchema = new Schema(
  {
    at: { type: Date, required: true },
    by: String,
    kind: text,
    state: String,
    note: String,
    loan: loanSchema,
  },
  { _id: false },
);

const unitSchema = new Schema<StoredUnit>(
  {
    modelId: { type: Schema.Types.ObjectId, required: true },
    inventoryNumber: text,
    barcode: String,
    serial: String,
    codes: [String],
    condition: { type: String, default: '' },
    purchasedOn: String,
    purchasePrice: Number,
    state: { type: String, enum: unitStates, required: true },
    expectedBack: String,
    awaySince: String,
    loan: { type: loanSchema },
    history: [eventSchema],
    version: { type: Number, required: true },
  },
  { collection: 'equipment_units', versionKey: false },
);

unitSchema.index({ inventoryNumber: 1 }, { unique: true });
// One unit's barcode may not be another one's inventory number: a scan has one answer.
unitSchema.index({ codes: 1 }, { unique: true });
unitSchema.index({ serial: 1 }, { sparse: true });
unitSchema.index({ modelId: 1, inventoryNumber: 1 });
unitSchema.index({ modelId: 1, state: 1, inventoryNumber: 1 });
unitSchema.index({ state: 1, inventoryNumber: 1 });

export const UnitModel = model<StoredUnit>('EquipmentUnit', unitSchema);

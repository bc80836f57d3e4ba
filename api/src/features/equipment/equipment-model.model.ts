import { type EquipmentModelChange, equipmentCategories } from '@mediecentral/contracts';
import { model, Schema, type Types } from 'mongoose';

export type EquipmentModelRecord = EquipmentModelChange & {
  _id: Types.ObjectId;
  /** What the name is sorted by and the words the model is found by. */
  sortKey: string;
  words: string[];
  version: number;
};

const text = { type: String, required: true } as const;
const maybeEmpty = { type: String, default: '' } as const;
const count = { type: Number, required: true, min: 0 } as const;
const yesNo = { type: Boolean, required: true } as const;

const equipmentModelSchema = new Schema<EquipmentModelRecord>(
  {
    name: text,
    category: { type: String, enum: equipmentCategories, required: true },
    summary: maybeEmpty,
    description: maybeEmpty,
    drawing: text,
    stages: [String],
    subjects: [String],
    groupSize: String,
    contents: [String],
    links: [new Schema({ title: text, url: text }, { _id: false })],
    shelf: maybeEmpty,
    replacementValue: count,
    maxDays: count,
    maxQuantity: count,
    leadDays: count,
    turnaroundDays: count,
    installation: yesNo,
    active: yesNo,
    sortKey: text,
    words: [String],
    version: count,
  },
  { collection: 'equipment_models', versionKey: false },
);

const byName = { sortKey: 1, _id: 1 } as const;
equipmentModelSchema.index(byName);
equipmentModelSchema.index({ active: 1, ...byName });
equipmentModelSchema.index({ category: 1, active: 1, ...byName });
equipmentModelSchema.index({ category: 1, ...byName });
equipmentModelSchema.index({ words: 1 });

export const EquipmentModelModel = model<EquipmentModelRecord>('EquipmentModel', equipmentModelSchema);

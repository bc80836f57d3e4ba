import type { SchoolUnit, SchoolUnitChange } from '@mediecentral/contracts';
import { model, Schema, type Types } from 'mongoose';

export type SchoolUnitRecord = Omit<SchoolUnitChange, 'kind'> & {
  _id: Types.ObjectId;
  kind: SchoolUnit['kind'];
  /** What the name is sorted by and the words it is found by. */
  sortKey: string;
  words: string[];
  version: number;
};

const schoolUnitSchema = new Schema<SchoolUnitRecord>(
  {
    name: { type: String, required: true },
    kind: { type: String, required: true },
    municipalityCode: { type: String, required: true },
    stages: { type: [String], required: true },
    schoolUnitCode: { type: String },
    address: {
      type: new Schema({ street: String, postalCode: String, city: String }, { _id: false }),
    },
    deliveryNote: { type: String },
    active: { type: Boolean, required: true },
    sortKey: { type: String, required: true },
    words: { type: [String], required: true },
    version: { type: Number, required: true },
  },
  { collection: 'school_units', versionKey: false },
);
schoolUnitSchema.index({ sortKey: 1, _id: 1 });
schoolUnitSchema.index({ municipalityCode: 1, sortKey: 1, _id: 1 });
schoolUnitSchema.index({ words: 1 });
schoolUnitSchema.index(
  { schoolUnitCode: 1 },
  { unique: true, partialFilterExpression: { schoolUnitCode: { $exists: true } } },
);

export const SchoolUnitModel = model('SchoolUnit', schoolUnitSchema);

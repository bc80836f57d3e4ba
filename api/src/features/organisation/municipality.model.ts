import { model, Schema } from 'mongoose';

export type MunicipalityRecord = { _id: string; name: string; sortKey: string };

/** `_id` is the code of Statistics Sweden, `0880`. */
const municipalitySchema = new Schema<MunicipalityRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    sortKey: { type: String, required: true },
  },
  { collection: 'municipalities', versionKey: false },
);
municipalitySchema.index({ sortKey: 1, _id: 1 });

export const MunicipalityModel = model('Municipality', municipalitySchema);

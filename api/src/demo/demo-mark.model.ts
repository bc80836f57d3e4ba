import { model, Schema } from 'mongoose';

/** Says that the centre in this database is the demo centre, and whether it is all there. */
const demoMarkSchema = new Schema<{ _id: string; state: 'filling' | 'filled' }>(
  { _id: { type: String, required: true }, state: { type: String, required: true } },
  { collection: 'demo_mark', versionKey: false },
);

export const DemoMarkModel = model('DemoMark', demoMarkSchema);

import { model, Schema } from 'mongoose';

/** One document per job: who runs it now, and how it last went. */
const jobSchema = new Schema(
  {
    _id: { type: String, required: true },
    owner: { type: String },
    leaseUntil: { type: Date },
    lastStartedAt: { type: Date },
    lastEndedAt: { type: Date },
    lastError: { type: String },
  },
  { collection: 'jobs', versionKey: false },
);

export const JobModel = model('Job', jobSchema);

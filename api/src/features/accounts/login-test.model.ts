import type { TestResult } from '@mediecentral/contracts';
import { model, Schema } from 'mongoose';

/** A login that an administrator tries: what came of it is theirs to see for an hour. */
export type LoginTest = {
  id: string;
  providerKey: string;
  /** The administrator's account. */
  startedBy: string;
  returnTo: string;
  expiresAt: Date;
  result?: TestResult;
};

export type LoginTestRecord = Omit<LoginTest, 'id'> & { _id: string };

const text = { type: String, required: true } as const;

const loginTestSchema = new Schema<LoginTestRecord>(
  {
    _id: text,
    providerKey: text,
    startedBy: text,
    returnTo: text,
    expiresAt: { type: Date, required: true },
    result: { type: Schema.Types.Mixed },
  },
  { collection: 'login_tests', versionKey: false },
);
loginTestSchema.index({ expiresAt: 1 });

export const LoginTestModel = model('LoginTest', loginTestSchema);

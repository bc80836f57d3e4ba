import { model, Schema } from 'mongoose';

export type LoginAttempt = {
  /** The id of the request that the provider was sent. */
  requestId: string;
  providerKey: string;
  /** Of the cookie of the browser that began it. */
  browserHash: string;
  /** A path of our own to go to afterwards. */
  returnTo: string;
  expiresAt: Date;
  /** The test login that this is: it opens no session. */
  testId?: string | undefined;
};

export type LoginAttemptRecord = Omit<LoginAttempt, 'requestId'> & { _id: string };

const loginAttemptSchema = new Schema<LoginAttemptRecord>(
  {
    _id: { type: String, required: true },
    providerKey: { type: String, required: true },
    browserHash: { type: String, required: true },
    returnTo: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    testId: { type: String },
  },
  { collection: 'login_attempts', versionKey: false },
);
loginAttemptSchema.index({ expiresAt: 1 });

export const LoginAttemptModel = model('LoginAttempt', loginAttemptSchema);

/** An assertion that has opened a session and never does so again; `_id` is of the provider and the assertion. */
const usedAssertionSchema = new Schema<{ _id: string; expiresAt: Date }>(
  { _id: { type: String, required: true }, expiresAt: { type: Date, required: true } },
  { collection: 'used_assertions', versionKey: false },
);
usedAssertionSchema.index({ expiresAt: 1 });

export const UsedAssertionModel = model('UsedAssertion', usedAssertionSchema);

/** The counters of the login's rate limits, in the form that rate-limiter-flexible keeps them. */
const loginLimitSchema = new Schema(
  { key: { type: String, required: true }, points: { type: Number }, expire: { type: Date } },
  { collection: 'login_limits', versionKey: false },
);
loginLimitSchema.index({ key: 1 }, { unique: true });
loginLimitSchema.index({ expire: 1 }, { expireAfterSeconds: 0 });

export const LoginLimitModel = model('LoginLimit', loginLimitSchema);

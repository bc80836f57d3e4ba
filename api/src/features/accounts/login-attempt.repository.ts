import { createHash } from 'node:crypto';
import { type LoginAttempt, LoginAttemptModel, UsedAssertionModel } from './login-attempt.model.ts';

export async function insertLoginAttempt({ requestId, ...attempt }: LoginAttempt): Promise<void> {
  await LoginAttemptModel.create([{ _id: requestId, ...attempt }]);
}

/** Takes the attempt out, so that nobody gets it a second time; undefined when there is none for this browser any more. */
export async function consumeLoginAttempt(
  requestId: string,
  browserHash: string,
  now: Date,
): Promise<LoginAttempt | undefined> {
  const filter = { _id: requestId, browserHash, expiresAt: { $gt: now } };
  const record = await LoginAttemptModel.findOneAndDelete(filter).lean();
  if (!record) return undefined;
  const { _id, ...attempt } = record;
  return { requestId: _id, ...attempt };
}

/** Writes down that an assertion or a logout request has been used; false when it had been before. */
export async function consumeAssertion(
  providerEntityId: string,
  assertionId: string,
  expiresAt: Date,
): Promise<boolean> {
  const key = createHash('sha256').update(`${providerEntityId}\0${assertionId}`).digest('base64url');
  try {
    await UsedAssertionModel.create([{ _id: key, expiresAt }]);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
}

/** Removes attempts and assertions that time alone refuses by now. */
export async function forgetExpiredLogins(now: Date): Promise<void> {
  await LoginAttemptModel.deleteMany({ expiresAt: { $lt: now } });
  await UsedAssertionModel.deleteMany({ expiresAt: { $lt: now } });
}

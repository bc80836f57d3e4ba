import type { TestResult } from '@mediecentral/contracts';
import { type LoginTest, LoginTestModel } from './login-test.model.ts';

export async function insertLoginTest({ id, ...test }: LoginTest): Promise<void> {
  await LoginTestModel.create([{ _id: id, ...test }]);
}

export async function findLoginTest(id: string, now: Date): Promise<LoginTest | undefined> {
  const record = await LoginTestModel.findOne({ _id: id, expiresAt: { $gt: now } }).lean();
  if (!record) return undefined;
  const { _id, ...test } = record;
  return { id: _id, ...test };
}

export async function saveTestResult(id: string, result: TestResult): Promise<void> {
  await LoginTestModel.updateOne({ _id: id }, { $set: { result } });
}

export async function forgetExpiredTests(now: Date): Promise<void> {
  await LoginTestModel.deleteMany({ expiresAt: { $lt: now } });
}

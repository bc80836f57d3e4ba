import type { LoanState } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { LoanCounterModel, LoanModel, type StoredLoan } from './loan.model.ts';
import type { EventRecord, LoanRecord, UntoldNews } from './loan-record.ts';

/** What a command changes in a loan; `event` and `news` are added to those that are there. */
export type LoanChange = Partial<
  Pick<
    LoanRecord,
    | 'state'
    | 'lines'
    | 'shipments'
    | 'wasSent'
    | 'cameBackLate'
    | 'partlyBack'
    | 'unsettledSince'
    | 'unrecorded'
    | 'reminded'
  >
> & { event?: EventRecord; news?: UntoldNews; forgetRequest?: boolean };

/** @returns a new id, for a loan or a line of one */
export const newId = (): string => new Types.ObjectId().toHexString();

export const showLoan = ({ _id, searchKeys: _keys, ...loan }: StoredLoan): LoanRecord => ({
  id: String(_id),
  ...loan,
});

export const storeLoan = ({ id, ...loan }: LoanRecord): StoredLoan => ({
  _id: new Types.ObjectId(id),
  ...loan,
  searchKeys: [loan.reference, loan.schoolUnit.name].map((key) => key.toLowerCase()),
});

/**
 * The next reference of a year, `L-2026-00042`. Numbers only go up: one that is taken for a booking which fails after
 * that is not used again.
 */
export async function nextReference(year: number): Promise<string> {
  const counter = await LoanCounterModel.findOneAndUpdate(
    { _id: year },
    { $inc: { last: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return referenceOf(year, counter.last);
}

/** Makes the next reference of a year come after this number. */
export async function raiseLoanNumber(year: number, number: number): Promise<void> {
  await LoanCounterModel.updateOne({ _id: year }, { $max: { last: number } }, { upsert: true });
}

const referenceOf = (year: number, number: number) => `L-${year}-${String(number).padStart(5, '0')}`;

/** Inserts a loan; false when its request has one already. */
export async function insertLoan(loan: LoanRecord): Promise<boolean> {
  try {
    await LoanModel.create([storeLoan(loan)]);
    return true;
  } catch (error) {
    if (isTaken(error, 'requestKey')) return false;
    throw error;
  }
}

/** Inserts whole loans as they are; those whose id is there already are left alone. */
export async function insertLoans(loans: readonly LoanRecord[]): Promise<void> {
  for (let first = 0; first < loans.length; first += batchSize) {
    const batch = loans.slice(first, first + batchSize).map(storeLoan);
    const known = await LoanModel.find({ _id: { $in: batch.map(({ _id }) => _id) } }, { _id: 1 }).lean();
    const knownIds = new Set(known.map(({ _id }) => String(_id)));
    const fresh = batch.filter(({ _id }) => !knownIds.has(String(_id)));
    // Lean: validating thousands of loans one subdocument after the other would take half a minute.
    if (fresh.length > 0) await LoanModel.insertMany(fresh, { lean: true });
  }
}
const batchSize = 500;

export async function findLoan(id: string): Promise<LoanRecord | undefined> {
  const loan = await LoanModel.findById(new Types.ObjectId(id)).lean();
  return loan ? showLoan(loan) : undefined;
}

export async function findLoanByRequest(requestKey: string): Promise<LoanRecord | undefined> {
  const loan = await LoanModel.findOne({ requestKey }).lean();
  return loan ? showLoan(loan) : undefined;
}

/** Changes a loan if it is still in the state and version it was read in; undefined when somebody was first. */
export async function changeLoan(
  { id, state, version }: Pick<LoanRecord, 'id' | 'state' | 'version'>,
  { event, news, forgetRequest, ...fields }: LoanChange,
): Promise<LoanRecord | undefined> {
  const added = { ...(event ? { events: event } : {}), ...(news ? { untold: news } : {}) };
  const changed = await LoanModel.findOneAndUpdate(
    { _id: new Types.ObjectId(id), state, version },
    {
      $inc: { version: 1 },
      ...(Object.keys(fields).length > 0 ? { $set: fields } : {}),
      ...(Object.keys(added).length > 0 ? { $push: added } : {}),
      ...(forgetRequest ? { $unset: { requestKey: 1, requestDigest: 1 } } : {}),
    },
    { returnDocument: 'after', runValidators: true },
  ).lean();
  return changed ? showLoan(changed) : undefined;
}

/** Notes that everything which follows from this version has been done. Not a change: the version stays. */
export async function markSettled({ id, version }: Pick<LoanRecord, 'id' | 'version'>): Promise<void> {
  await LoanModel.updateOne(
    { _id: new Types.ObjectId(id), version },
    { $unset: { unsettledSince: 1 }, $set: { untold: [], unrecorded: [] } },
  );
}

/** Loans that were changed before an instant and whose consequences may not all have been drawn, oldest first. */
export async function findUnsettled(before: Date, limit: number): Promise<LoanRecord[]> {
  const loans = await LoanModel.find({ unsettledSince: { $lt: before } })
    .sort({ unsettledSince: 1 })
    .limit(limit)
    .lean();
  return loans.map(showLoan);
}

/** Every loan in these states, one after the other. */
export async function* eachLoanIn(states: readonly LoanState[]): AsyncGenerator<LoanRecord> {
  for await (const loan of LoanModel.find({ state: { $in: states } })
    .lean()
    .cursor())
    yield showLoan(loan);
}

/** Removes bookings that came to nothing and were begun before an instant. */
export async function forgetFailed(before: Date): Promise<void> {
  await LoanModel.deleteMany({ state: 'failed', requestedAt: { $lt: before } });
}

const isTaken = (error: unknown, field: string) => {
  const { code, keyPattern } = error as { code?: number; keyPattern?: Record<string, unknown> };
  return code === 11_000 && keyPattern !== undefined && field in keyPattern;
};

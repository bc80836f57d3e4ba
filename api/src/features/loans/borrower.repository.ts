import type { LoanState } from '@mediecentral/contracts';
import { LoanModel } from './loan.model.ts';
import { showLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';

/** Nothing more happens with these, but that something lost is found. */
const finished: readonly LoanState[] = ['failed', 'rejected', 'closed', 'cancelled'];

/** Takes away who borrowed, who did what, and what they wrote; school, class and equipment stay for the figures. */
const withoutNames = {
  $unset: {
    borrower: 1,
    requestKey: 1,
    requestDigest: 1,
    purpose: 1,
    'events.$[].by': 1,
    'events.$[].message': 1,
  },
  $inc: { version: 1 },
} as const;

/** Finished loans with a borrower in which nothing has happened since an instant, and which ended before that day. */
const finishedBefore = (instant: Date, day: string) => ({
  state: { $in: [...finished] },
  requestedAt: { $lt: instant },
  borrower: { $exists: true },
  events: { $not: { $elemMatch: { at: { $gte: instant } } } },
  $or: [{ state: { $ne: 'closed' as const } }, { to: { $lt: day } }],
});

export const countFinishedBefore = (instant: Date, day: string): Promise<number> =>
  LoanModel.countDocuments(finishedBefore(instant, day));

/** @returns how many loans have no borrower any more */
export async function forgetBorrowersBefore(instant: Date, day: string): Promise<number> {
  const { modifiedCount } = await LoanModel.updateMany(finishedBefore(instant, day), withoutNames);
  return modifiedCount;
}

export async function forgetBorrower(accountId: string): Promise<void> {
  await LoanModel.updateMany({ 'borrower.id': accountId, state: { $in: [...finished] } }, withoutNames);
}

/** Whether the person has a loan that is not finished. */
export async function hasOpenLoan(accountId: string): Promise<boolean> {
  const open = { 'borrower.id': accountId, state: { $nin: [...finished] } };
  return (await LoanModel.exists(open)) !== null;
}

/** The loans that somebody has made, the latest first. */
export async function findLoansOf(accountId: string): Promise<LoanRecord[]> {
  const loans = await LoanModel.find({ 'borrower.id': accountId }).sort({ requestedAt: -1, _id: -1 }).lean();
  return loans.map(showLoan);
}

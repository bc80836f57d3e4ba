import type { LoanState } from '@mediecentral/contracts';
import { type QueryFilter, Types } from 'mongoose';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { LoanModel, type StoredLoan } from './loan.model.ts';
import { openStates } from './loan-life.ts';
import { statesThatCanBeLate } from './loan-dues.ts';
import { showLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';

/** Bookings that were not committed are nobody's to see. */
const hidden: LoanState[] = ['reserving', 'failed'];

export type LoanFilters = {
  /** Loans of these schools, and those of this borrower; everybody's when left out. */
  within?: { schoolUnitIds: readonly string[]; borrowerId: string } | undefined;
  borrowerId?: string | undefined;
  open?: boolean | undefined;
  state?: LoanState | undefined;
  /** Late on this day, or not late. */
  late?: { on: string; is: boolean } | undefined;
  municipality?: string | undefined;
  schoolUnitId?: string | undefined;
  modelId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
};

const cursor = z.tuple([z.iso.datetime(), z.string().regex(/^[0-9a-f]{24}$/)]);

/** Loans, newest first, each shown by `show`. */
export async function pageOfLoans<Shown>(
  filters: LoanFilters,
  { after, limit: asked }: { after?: string | undefined; limit?: number | undefined },
  show: (loans: LoanRecord[]) => Promise<(loan: LoanRecord) => Shown>,
) {
  const limit = limitOf(asked);
  const filter = { $and: conditionsOf(filters) };
  const [stored, total] = await Promise.all([
    LoanModel.find({ $and: [...filter.$and, ...olderThan(after)] })
      .sort({ requestedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean(),
    LoanModel.countDocuments(filter),
  ]);
  const loans = stored.map(showLoan);
  const shown = await show(loans.slice(0, limit));
  return pageFrom(loans, limit, total, (last) => [last.requestedAt.toISOString(), last.id], shown);
}

function olderThan(after: string | undefined) {
  const place = readCursor(after, cursor);
  if (!place) return [];
  const [requestedAt, id] = [new Date(place[0]), new Types.ObjectId(place[1])];
  return [{ $or: [{ requestedAt: { $lt: requestedAt } }, { requestedAt, _id: { $lt: id } }] }];
}

type Condition = QueryFilter<StoredLoan>;

function conditionsOf(filters: LoanFilters): Condition[] {
  const { within, borrowerId, open, state, late, municipality, schoolUnitId, modelId, from, to, q } = filters;
  const conditions: (Condition | undefined | false)[] = [
    { state: { $nin: hidden } },
    within && {
      $or: [{ 'schoolUnit.id': { $in: within.schoolUnitIds } }, { 'borrower.id': within.borrowerId }],
    },
    borrowerId !== undefined && { 'borrower.id': borrowerId },
    open !== undefined && { state: open ? { $in: openStates } : { $nin: openStates } },
    state && { state },
    late && (late.is ? lateOn(late.on) : { $nor: [lateOn(late.on)] }),
    municipality !== undefined && { 'municipality.code': municipality },
    schoolUnitId !== undefined && { 'schoolUnit.id': schoolUnitId },
    modelId !== undefined && { 'lines.modelId': modelId },
    to !== undefined && { from: { $lte: to } },
    from !== undefined && { to: { $gte: from } },
    q !== undefined && q !== '' && { searchKeys: beginningWith(q.toLowerCase()) },
  ];
  return conditions.filter((condition): condition is Condition => Boolean(condition));
}

/** The same as overdueDays says, in words of the database. */
const lateOn = (today: string): Condition => ({
  'window.backOn': { $lt: today },
  $or: [
    { state: { $in: statesThatCanBeLate.filter((state) => state !== 'received') } },
    { state: 'received', partlyBack: true },
  ],
});

// In one element: of a list, the two limits might otherwise be met by two of its keys.
const beginningWith = (text: string) => ({ $elemMatch: { $gte: text, $lt: `${text}\uFFFF` } });

/** Loans in these states that leave the centre on a day or before it, soonest first. */
export async function findByDispatch(
  states: readonly LoanState[],
  until: string,
  limit: number,
): Promise<{ total: number; loans: LoanRecord[] }> {
  const filter = { state: { $in: states }, 'window.dispatchOn': { $lte: until } };
  const [total, loans] = await Promise.all([
    LoanModel.countDocuments(filter),
    LoanModel.find(filter).sort({ 'window.dispatchOn': 1, _id: 1 }).limit(limit).lean(),
  ]);
  return { total, loans: loans.map(showLoan) };
}

/** All loans in these states, by the day they are to be back, up to a day where one is given. */
export async function findByReturn(states: readonly LoanState[], until?: string): Promise<LoanRecord[]> {
  const loans = await LoanModel.find({
    state: { $in: states },
    ...(until === undefined ? {} : { 'window.backOn': { $lte: until } }),
  })
    .sort({ 'window.backOn': 1, _id: 1 })
    .lean();
  return loans.map(showLoan);
}

/** Those of these loans that are in one of the states, by the day they leave. */
export async function findLoansIn(
  ids: readonly string[],
  states: readonly LoanState[],
): Promise<LoanRecord[]> {
  const loans = await LoanModel.find({
    _id: { $in: ids.map((id) => new Types.ObjectId(id)) },
    state: { $in: states },
  })
    .sort({ 'window.dispatchOn': 1, _id: 1 })
    .lean();
  return loans.map(showLoan);
}

/** When the loan that was asked for first in these states was asked for. */
export async function firstRequestedAt(state: LoanState): Promise<Date | undefined> {
  const loan = await LoanModel.findOne({ state }, { requestedAt: 1 }).sort({ requestedAt: 1, _id: 1 }).lean();
  return loan?.requestedAt;
}

/** Loans with a line of the model that may still be packed, the soonest first. */
export async function findLoansWaitingFor(modelId: string): Promise<LoanRecord[]> {
  const loans = await LoanModel.find({
    'lines.modelId': modelId,
    state: { $in: ['approved', 'partly_approved'] },
  })
    .sort({ 'window.dispatchOn': 1, _id: 1 })
    .limit(20)
    .lean();
  return loans.map(showLoan);
}

export async function findOpenLoansOfSchool(schoolUnitId: string): Promise<LoanRecord[]> {
  const loans: StoredLoan[] = await LoanModel.find({
    'schoolUnit.id': schoolUnitId,
    state: { $in: openStates },
  }).lean();
  return loans.map(showLoan);
}

/** The school's loans of a year that came to something, and how many of all its returns were late. */
export async function countLoansOfSchool(
  schoolUnitId: string,
  year: number,
): Promise<{ ofYear: number; late: number }> {
  const school = { 'schoolUnit.id': schoolUnitId };
  const notLent: LoanState[] = [...hidden, 'rejected', 'cancelled'];
  const [ofYear, late] = await Promise.all([
    LoanModel.countDocuments({ ...school, year, state: { $nin: notLent } }),
    LoanModel.countDocuments({ ...school, cameBackLate: true }),
  ]);
  return { ofYear, late };
}

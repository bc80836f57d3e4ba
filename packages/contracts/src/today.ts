import { z } from 'zod';
import { civilDate, id, idParams } from './common.ts';
import { listedLoan } from './loan.ts';
import { municipality } from './organisation.ts';
import { defineRoute, file } from './route.ts';

/** The order of the work: what waits for an answer, to pack, to send, to come back, is late, is in danger. */
export const queues = ['to_answer', 'to_pack', 'to_send', 'expected_back', 'overdue', 'in_danger'] as const;
export const queue = z.enum(queues);
export type Queue = z.infer<typeof queue>;

export const queuedLoan = listedLoan.extend({
  /** For `to_answer`: does it still fit if all of it is granted? Always true, since it is claimed, unless in danger. */
  fits: z.boolean(),
  /** The day the next step is due. */
  due: civilDate,
});
export type QueuedLoan = z.infer<typeof queuedLoan>;

export const today = z.strictObject({
  date: civilDate,
  /** False on weekends, public holidays and the centre's closed days. */
  open: z.boolean(),
  queues: z.array(z.strictObject({ queue, total: z.int(), oldestDays: z.int(), items: z.array(queuedLoan) })),
  /** Today's transport runs and how many loans go with each. */
  runs: z.array(z.strictObject({ municipality, departure: z.string().optional(), loans: z.int() })),
});
export type Today = z.infer<typeof today>;

/** What staff see beside a request: the borrower's record and each line's days. */
export const decision = z.strictObject({
  loanId: id,
  /** Loans of the school this year, and how many of all its returned loans came back late. */
  loansThisYear: z.int(),
  lateReturns: z.int(),
  lines: z.array(
    z.strictObject({
      lineId: id,
      modelId: id,
      modelName: z.string(),
      asked: z.int(),
      /** The most that can be granted: what the loan itself has claimed, less what broke. */
      grantable: z.int(),
      days: z.array(z.strictObject({ date: civilDate, free: z.int(), open: z.boolean() })),
    }),
  ),
});
export type Decision = z.infer<typeof decision>;

export const getToday = defineRoute({
  operation: 'getToday',
  method: 'get',
  path: '/api/today',
  tag: 'loans',
  summary: 'The six queues of the day, the first 50 of each',
  access: 'loans.handle',
  responses: { 200: today },
});

export const getDecision = defineRoute({
  operation: 'getDecision',
  method: 'get',
  path: '/api/loans/{id}/decision',
  tag: 'loans',
  summary: 'What staff want to know before they answer',
  access: 'loans.handle',
  params: idParams,
  responses: { 200: decision },
});

export const getTodaysList = defineRoute({
  operation: 'getTodaysList',
  method: 'get',
  path: '/api/today/list.pdf',
  tag: 'loans',
  summary: 'What to pack and send today, by run and shelf',
  access: 'loans.handle',
  responses: { 200: file('application/pdf') },
});

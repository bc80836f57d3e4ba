import { z } from 'zod';
import { civilDate, id, text } from './common.ts';
import { delivery, loan, loanWindow } from './loan.ts';
import { stage } from './organisation.ts';
import { unavailableLine } from './problem.ts';
import { defineRoute } from './route.ts';

const loanLineRequest = z.strictObject({ modelId: id, quantity: z.int().min(1).max(1000) });

const period = { from: civilDate, to: civilDate };

export const loanRequest = z.strictObject({
  /** Made by the client once for a booking: sent again, the same loan comes back. */
  requestId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'not_a_request_id'),
  schoolUnitId: id,
  ...period,
  lines: z.array(loanLineRequest).min(1, 'empty').max(20),
  delivery,
  group: text(60).optional(),
  pupils: z.int().min(1).max(2000).optional(),
  stage: stage.optional(),
  purpose: text(1000).optional(),
  /** Staff only: book for a school in spite of the overdue block, with a reason. */
  override: text(300).optional(),
});
export type LoanRequest = z.infer<typeof loanRequest>;

export const quoteRequest = z.strictObject({
  schoolUnitId: id,
  ...period,
  delivery,
  lines: z.array(loanLineRequest).min(1, 'empty').max(20),
});

export const quote = z.strictObject({
  window: loanWindow,
  /** Days at school, weekends and holidays not counted. */
  schoolDays: z.int(),
  fits: z.boolean(),
  lines: z.array(unavailableLine),
});
export type Quote = z.infer<typeof quote>;

export const bookLoan = defineRoute({
  operation: 'bookLoan',
  method: 'post',
  path: '/api/loans',
  tag: 'loans',
  summary: 'Book; 409 `not_available` says for every line how many are free and the nearest dates that fit',
  access: 'loans.book',
  body: loanRequest,
  responses: { 201: loan },
});

export const quoteLoan = defineRoute({
  operation: 'quoteLoan',
  method: 'post',
  path: '/api/loans/quote',
  tag: 'loans',
  summary: 'Would this fit, when would it come and go? Changes nothing',
  access: 'loans.book',
  body: quoteRequest,
  responses: { 200: quote },
});

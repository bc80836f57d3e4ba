import { z } from 'zod';
import { instant } from './common.ts';
import { defineRoute, file } from './route.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const year = z.coerce.number().int().min(2000).max(2100);

/** A figure of the year with that of the year before. */
const figure = z.strictObject({ value: z.int(), previous: z.int() });

const row = z.strictObject({
  /** Municipality code, model id, or `2026-03`. */
  key: z.string(),
  label: z.string(),
  loans: figure,
  /** Units lent: a loan of six robots is six. */
  units: figure,
});

/**
 * Loans of a year: those whose first day at school is in the year and which were sent or fetched, by municipality as it was at
 * the time. `total` counts each loan once, so by model, where a loan of two models stands in two rows, the column of
 * loans sums to more than the total, and `overlap` says by how much.
 */
export const loanStatistics = z.strictObject({
  year: z.int(),
  by: z.enum(['municipality', 'model', 'month']),
  asOf: instant,
  rows: z.array(row),
  total: z.strictObject({ loans: figure, units: figure }),
  overlap: figure,
});
export type LoanStatistics = z.infer<typeof loanStatistics>;

export const getLoanStatistics = defineRoute({
  operation: 'getLoanStatistics',
  method: 'get',
  path: '/api/statistics/loans',
  tag: 'statistics',
  summary: 'The year’s loans by municipality, model or month, with last year beside',
  access: 'statistics.read',
  query: z.strictObject({ year, by: z.enum(['municipality', 'model', 'month']) }),
  responses: { 200: loanStatistics },
});

export const exportLoans = defineRoute({
  operation: 'exportLoans',
  method: 'get',
  path: '/api/reports/loans/{year}',
  tag: 'statistics',
  summary: 'The year’s loans as a file: XLSX with sheets by municipality, model and loan; CSV of one of them',
  access: 'statistics.read',
  params: z.strictObject({ year }),
  query: z.strictObject({
    format: z.enum(['xlsx', 'csv']),
    /** For CSV: which of the sheets. */
    by: z.enum(['municipality', 'model', 'loan']).optional(),
    language: z.enum(['sv', 'en']).optional(),
  }),
  responses: { 200: file(xlsx) },
});

import { z } from 'zod';
import { id, idParams } from './common.ts';
import { loan } from './loan.ts';
import { defineRoute } from './route.ts';

export const scanResult = z.enum(['right', 'already', 'wrong', 'too_many', 'unknown', 'not_available']);

export const scanned = z.strictObject({
  result: scanResult,
  code: z.string(),
  unit: z
    .strictObject({ id, inventoryNumber: z.string(), modelName: z.string(), shelf: z.string() })
    .optional(),
  /** For `right` and `already`: the line it went to, and how many of it are still to pack. */
  lineId: id.optional(),
  left: z.int().optional(),
  /** For `wrong`: the loan that has it packed already, or waits for its model. */
  belongsTo: z.string().optional(),
  loan,
});

export type Scanned = z.infer<typeof scanned>;

/** Scanning needs no version: two people may pack one loan. A scan sent again has no second effect. */
export const scanIntoLoan = defineRoute({
  operation: 'scanIntoLoan',
  method: 'post',
  path: '/api/loans/{id}/scan',
  tag: 'loans',
  summary: 'Put the unit with this inventory number or barcode in the box',
  access: 'loans.handle',
  params: idParams,
  body: z.strictObject({ code: z.string().trim().min(1).max(100) }),
  responses: { 200: scanned },
});

export const unscanFromLoan = defineRoute({
  operation: 'unscanFromLoan',
  method: 'post',
  path: '/api/loans/{id}/unscan',
  tag: 'loans',
  summary: 'Take a unit out of the box again',
  access: 'loans.handle',
  params: idParams,
  body: z.strictObject({ unitId: id }),
  responses: { 200: loan },
});

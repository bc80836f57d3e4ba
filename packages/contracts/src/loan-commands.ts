import { z } from 'zod';
import { id, idParams, text, version } from './common.ts';
import { loan, outcome } from './loan.ts';
import { defineRoute } from './route.ts';

const answered = { 200: loan } as const;
const command = <Name extends string, Body extends z.ZodRawShape>(
  name: Name,
  access: 'loans.handle' | 'loans.cancel' | 'loans.confirm_receipt',
  summary: string,
  body: Body,
) =>
  defineRoute({
    operation: `${name}Loan`,
    method: 'post',
    path: `/api/loans/{id}/${name}`,
    tag: 'loans',
    summary,
    access,
    params: idParams,
    body: z.strictObject({ version, ...body }),
    responses: answered,
  });

const message = text(1000).optional();

export const approveLoan = command('approve', 'loans.handle', 'Grant all of it, or less on some lines', {
  /** Lines that are not named are granted whole; 0 grants nothing of the line. */
  lines: z.array(z.strictObject({ lineId: id, granted: z.int().min(0) })).optional(),
  message,
});

export const rejectLoan = command('reject', 'loans.handle', 'Say no, with a reason for the borrower', {
  message: text(1000).min(1, 'empty'),
});

export const packLoan = command(
  'pack',
  'loans.handle',
  'The box is complete, or goes with something missing',
  {
    /** Must be said where fewer units are packed than granted: the rest is released. */
    missing: text(300).optional(),
    message,
  },
);

export const dispatchLoan = command('dispatch', 'loans.handle', 'Sent, or handed over at a pickup', {
  carrier: text(80).optional(),
  tracking: text(80).optional(),
  message,
});

export const confirmReceipt = command('confirm-receipt', 'loans.confirm_receipt', 'The box is at school', {});

export const sendBackLoan = command('send-back', 'loans.confirm_receipt', 'The box has left the school', {});

export const receiveLoan = command('receive', 'loans.handle', 'The box is back at the centre', {});

export const checkLoan = command('check', 'loans.handle', 'Check what came back; some may come later', {
  /** Units that are not named are still out. */
  units: z
    .array(
      z.strictObject({ unitId: id, outcome, note: text(500).optional(), repair: z.boolean().optional() }),
    )
    .min(1, 'empty')
    .max(1000),
  message,
});

export const closeLoan = command('close', 'loans.handle', 'Everything is accounted for', { message });

export const cancelLoan = command('cancel', 'loans.cancel', 'Call it off before it is sent', { message });

export const recallLoan = command('recall', 'loans.handle', 'Ask for it back before its last day', {
  message: text(1000).min(1, 'empty'),
});

export const reportDamage = defineRoute({
  operation: 'reportDamage',
  method: 'post',
  path: '/api/loans/{id}/damage',
  tag: 'loans',
  summary: 'Tell staff that something is broken or missing',
  access: 'loans.confirm_receipt',
  params: idParams,
  body: z.strictObject({ message: text(1000).min(1, 'empty') }),
  responses: answered,
});

import { z } from 'zod';
import { defineRoute } from './route.ts';

/** How long something is kept; the client words each kind. */
export const keepingPeriod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1) }),
  z.strictObject({ kind: z.literal('hours'), hours: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('months'),
    months: z.int().min(1),
    since: z.enum(['last_login', 'closed', 'made']),
  }),
  z.strictObject({ kind: z.literal('while_account') }),
  z.strictObject({ kind: z.literal('always') }),
]);
export type KeepingPeriod = z.infer<typeof keepingPeriod>;

/** What is kept of people, each by the code that keeps it; the client has a sentence on what and why for each. */
export const keptThings = [
  'pupil_account',
  'teacher_account',
  'role_grant',
  'session',
  'login_attempt',
  'used_assertion',
  'login_test',
  'login_limit',
  'loan_borrower',
  'loan_message',
  'loan_statistics',
  'unit_history',
  'audit_trail',
] as const;
export type KeptThing = (typeof keptThings)[number];

export const registerEntry = z.strictObject({
  thing: z.enum(keptThings),
  /** Whose data it is. */
  people: z.array(z.enum(['pupils', 'teachers', 'staff'])),
  /** The data itself, in the words of the code: `displayName`, `email`. */
  data: z.array(z.string()),
  /** Why it may be kept. */
  purpose: z.enum(['log_in', 'lend', 'count', 'trace_changes', 'run']),
  kept: keepingPeriod,
});
export type RegisterEntry = z.infer<typeof registerEntry>;

const register = z.strictObject({ entries: z.array(registerEntry) });

export const getRegister = defineRoute({
  operation: 'getRegister',
  method: 'get',
  path: '/api/register',
  tag: 'accounts',
  summary: 'What is kept of people, why and how long, from the code that keeps it',
  access: 'public',
  responses: { 200: register },
});

export const changeBorrowersKept = defineRoute({
  operation: 'changeBorrowersKept',
  method: 'put',
  path: '/api/register/loan-borrower',
  tag: 'accounts',
  summary: 'Set how many months after its end a loan has a borrower; 12 until the centre has chosen',
  access: 'organisation.manage',
  body: z.strictObject({ months: z.int().min(1).max(60) }),
  responses: { 200: register },
});

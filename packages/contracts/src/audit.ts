import { z } from 'zod';
import { role } from './accounts.ts';
import { civilDate, id, instant, page, pageQuery, text } from './common.ts';
import { loanCommands } from './loan.ts';
import { defineRoute } from './route.ts';

/** Everything that is written in the trail, in the past; the client has a word for each. */
export const auditActions = [
  'loan.book',
  ...loanCommands.map((command) => `loan.${command}` as const),
  'loans.anonymised',
  'equipment_model.created',
  'equipment_model.changed',
  'unit.created',
  'unit.changed',
  'unit.state_changed',
  'school_unit.created',
  'school_unit.changed',
  'calendars.changed',
  'provider.created',
  'provider.changed',
  'provider.keys_changed',
  'role.granted',
  'pupil_accounts.purge_began',
  'pupil_accounts.purged',
  'register.borrowers_kept_changed',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What it is written of. */
export const auditSubjects = [
  'loan',
  'loans',
  'equipment_model',
  'unit',
  'school_unit',
  'calendars',
  'provider',
  'principal',
  'pupil_accounts',
  'register',
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

export const auditEntry = z.strictObject({
  id,
  at: instant,
  /** Who did it, by the name and role they had then; absent for what the system did by itself. */
  by: z.strictObject({ accountId: id, displayName: z.string(), role }).optional(),
  /** One of `auditActions`, or what an earlier version wrote. */
  action: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string(), label: z.string().optional() }),
  /** The new values. */
  changes: z.record(z.string(), z.unknown()).optional(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** One word of the audit trail's own, such as `loan.approved` or `school_unit`. */
const word = z.string().regex(/^[a-z][a-z0-9_.-]{0,59}$/, 'not_a_word');

export const listAuditEntries = defineRoute({
  operation: 'listAuditEntries',
  method: 'get',
  path: '/api/audit',
  tag: 'audit',
  summary: 'What staff and the system have changed, the latest first',
  access: 'audit.read',
  query: z.strictObject({
    /** First and last civil date at the centre. */
    from: civilDate.optional(),
    to: civilDate.optional(),
    action: word.optional(),
    subjectKind: word.optional(),
    subjectId: text(120).optional(),
    /** The account of who did it. */
    by: id.optional(),
    ...pageQuery,
  }),
  responses: { 200: page(auditEntry) },
});

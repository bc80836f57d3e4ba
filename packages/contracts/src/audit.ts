import { z } from 'zod';
import { role } from './accounts.ts';
import { civilDate, id, instant, page, pageQuery, text } from './common.ts';
import { defineRoute } from './route.ts';

export const auditEntry = z.strictObject({
  id,
  at: instant,
  /** Who did it, by the name and role they had then; absent for what the system did by itself. */
  by: z.strictObject({ accountId: id, displayName: z.string(), role }).optional(),
  /** What was done, in the past: `school_unit.changed`. */
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

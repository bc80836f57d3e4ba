import type { AuditAction, AuditSubject } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { insertAuditEntry } from './audit-entry.repository.ts';

/** Something that somebody did, or the system by itself. */
type Change = {
  actor: Actor | 'system';
  action: AuditAction;
  /** `label` is the name people know it by, kept as it was then. */
  subject: { kind: AuditSubject; id: string; label?: string };
  /** The new values; nothing secret. */
  changes?: Record<string, unknown>;
};

/** Adds a line to the audit trail. There is no way to change or remove one. */
export async function recordChange({ actor, action, subject, changes }: Change): Promise<void> {
  await insertAuditEntry({
    at: clock.now(),
    ...(actor === 'system'
      ? {}
      : { by: { accountId: actor.accountId, displayName: actor.displayName, role: actor.role } }),
    action,
    subject,
    ...(changes ? { changes } : {}),
  });
}

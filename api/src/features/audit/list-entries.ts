import { parseCivilDate } from '@mediecentral/calendar';
import type { AuditEntry, listAuditEntries, Role, RouteInput } from '@mediecentral/contracts';
import { endOfDay, startOfDay } from '../../platform/start-of-day.ts';
import { pageOfAuditEntries, type StoredAuditEntry } from './audit-entry.repository.ts';

/** A page of the trail, the latest first; `from` and `to` are days at the centre, both included. */
export function listEntries({ from, to, ...asked }: RouteInput<typeof listAuditEntries>['query']) {
  const period = {
    from: from === undefined ? undefined : startOfDay(parseCivilDate(from)),
    until: to === undefined ? undefined : endOfDay(parseCivilDate(to)),
  };
  return pageOfAuditEntries({ ...asked, ...period }, show);
}

const show = ({ id, at, by, action, subject, changes }: StoredAuditEntry): AuditEntry => ({
  id,
  at: at.toISOString(),
  ...(by ? { by: { ...by, role: by.role as Role } } : {}),
  action,
  subject,
  ...(changes ? { changes } : {}),
});

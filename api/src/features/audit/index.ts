import type { RegisterEntry } from '@mediecentral/contracts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';

export { type AuditEntry, findAuditEntries, findChangesBy } from './audit-entry.repository.ts';
export { recordChange } from './record-change.ts';

export { registerAudit } from './audit.routes.ts';

/** For the register. */
export const keptInTrail: RegisterEntry = {
  thing: 'audit_trail',
  people: ['staff'],
  data: ['displayName', 'role', 'action', 'changes'],
  purpose: 'trace_changes',
  kept: { kind: 'always' },
};

export const auditJobs = (_services: Services): Job[] => [];

import type { Api } from '../../platform/api.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';

export { findAuditEntries } from './audit-entry.repository.ts';
export { recordChange } from './record-change.ts';

export function registerAudit(_api: Api, _services: Services): void {}
export const auditJobs = (_services: Services): Job[] => [];

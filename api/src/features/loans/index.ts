import type { Api } from '../../platform/api.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';

export function registerLoans(_api: Api, _services: Services): void {}
export const loansJobs = (_services: Services): Job[] => [];

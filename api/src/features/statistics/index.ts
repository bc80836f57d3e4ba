import type { Api } from '../../platform/api.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';

export function registerStatistics(_api: Api, _services: Services): void {}
export const statisticsJobs = (_services: Services): Job[] => [];

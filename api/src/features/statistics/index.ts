import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';

export { exportYearsLoans } from './export-years-loans.ts';
export { registerStatistics } from './statistics.routes.ts';

/** Figures are counted when they are asked for. */
export const statisticsJobs = (_services: Services): Job[] => [];

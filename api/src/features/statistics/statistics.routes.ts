import { exportLoans, getLoanStatistics } from '@mediecentral/contracts';
import type { Api } from '../../platform/api.ts';
import type { Services } from '../../platform/services.ts';
import { exportYearsLoans } from './export-years-loans.ts';
import { getLoanStatisticsOf } from './get-loan-statistics.ts';

export function registerStatistics(api: Api, _services: Services): void {
  api.handle(getLoanStatistics, ({ query: { year, by } }) => getLoanStatisticsOf(year, by));
  api.handle(exportLoans, ({ params: { year }, query }) => exportYearsLoans(year, query));
}

import type { LoanStatistics } from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import { listLoansOfYear, type LoanFigures } from '../loans/index.ts';
import { listAllMunicipalities } from '../organisation/index.ts';
import { countLoans, groupingBy } from './count-loans.ts';
import { compareYears } from './loan-statistics.ts';

export type LoansOfTwoYears = { year: number; loans: LoanFigures[]; lastYears: LoanFigures[] };

export async function readLoansOfTwoYears(year: number): Promise<LoansOfTwoYears> {
  const [loans, lastYears] = await Promise.all([listLoansOfYear(year), listLoansOfYear(year - 1)]);
  return { year, loans, lastYears };
}

/** The figures that screen and files are made of: counted in one place, from the same loans. */
export async function figuresOf(
  { year, loans, lastYears }: LoansOfTwoYears,
  by: LoanStatistics['by'],
): Promise<LoanStatistics> {
  const served = by === 'municipality' ? await listAllMunicipalities() : [];
  const grouping = groupingBy(by, { year, served });
  return {
    year,
    by,
    asOf: clock.now().toISOString(),
    ...compareYears(countLoans(loans, grouping), countLoans(lastYears, grouping)),
  };
}

/** The year's loans by municipality, model or month, with the year before beside. */
export async function getLoanStatisticsOf(year: number, by: LoanStatistics['by']): Promise<LoanStatistics> {
  return figuresOf(await readLoansOfTwoYears(year), by);
}

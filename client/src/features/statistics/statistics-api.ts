import { exportLoans, getLoanStatistics, type LoanStatistics } from '@mediecentral/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { addressOfFile, call } from '../../shared/api/call.ts';

export const groupings = ['municipality', 'model', 'month'] as const satisfies LoanStatistics['by'][];

export const useLoanStatistics = (year: number, by: LoanStatistics['by']) =>
  useQuery({
    queryKey: ['statistics', year, by],
    queryFn: () => call(getLoanStatistics, { query: { year, by } }),
    placeholderData: keepPreviousData,
  });

export const exportAddress = (
  year: number,
  query: { format: 'xlsx' | 'csv'; by?: 'municipality' | 'model' | 'loan'; language: 'sv' | 'en' },
) => addressOfFile(exportLoans, { params: { year }, query });

import { bookLoan, listLoans, type LoanRequest, quoteLoan } from '@mediecentral/contracts';
import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { loanQuery, refreshLoans } from '../loan-handling/index.ts';
import { type LoanFilters, queryFor } from './loan-filters.ts';

const pageSize = 50;

/** Loans by the filters, newest first, a page at a time. */
export const useLoanBoard = (filters: LoanFilters) =>
  useInfiniteQuery({
    queryKey: ['loans', 'board', filters],
    queryFn: ({ pageParam }) =>
      call(listLoans, {
        query: { ...queryFor(filters), limit: pageSize, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export type Wish = Pick<LoanRequest, 'schoolUnitId' | 'from' | 'to' | 'delivery' | 'lines'>;

/** Whether a loan for a school would fit, and when it would come and go. */
export const useQuoteFor = (wish: Wish | undefined) =>
  useQuery({
    queryKey: ['quote', 'staff', wish],
    queryFn: wish ? () => call(quoteLoan, { body: wish }) : skipToken,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });

export function useBookForSchool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: LoanRequest) => call(bookLoan, { body: request }),
    onSuccess: (loan) => queries.setQueryData(loanQuery(loan.id).queryKey, loan),
    onSettled: () => refreshLoans(queries),
  });
}

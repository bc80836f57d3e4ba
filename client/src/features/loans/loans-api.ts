import {
  bookLoan,
  cancelLoan,
  confirmReceipt,
  getLoan,
  listLoans,
  type Loan,
  type LoanRequest,
  reportDamage,
  sendBackLoan,
} from '@mediecentral/contracts';
import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';

export const loanKeys = {
  all: ['loans'] as const,
  one: (id: string) => ['loans', 'one', id] as const,
};

type LoanSearch = { mine?: boolean; open?: boolean };

const asQuery = ({ mine, open }: LoanSearch) => ({
  ...(mine === undefined ? {} : { mine: mine ? ('true' as const) : ('false' as const) }),
  ...(open === undefined ? {} : { open: open ? ('true' as const) : ('false' as const) }),
});

export function useLoans(search: LoanSearch) {
  return useInfiniteQuery({
    queryKey: [...loanKeys.all, 'list', search],
    queryFn: ({ pageParam }) =>
      call(listLoans, {
        query: { ...asQuery(search), limit: 30, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

const loanQuery = (id: string) =>
  queryOptions({
    queryKey: loanKeys.one(id),
    queryFn: () => call(getLoan, { params: { id } }),
    refetchOnWindowFocus: true,
  });

export const useLoan = (id: string) => useQuery(loanQuery(id));

/** Fetches a loan a moment before its page is opened, when the link to it is pointed at. */
export function usePreloadLoan(id: string): () => void {
  const queries = useQueryClient();
  return () => void queries.prefetchQuery(loanQuery(id));
}

export function useBookLoan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: LoanRequest) => call(bookLoan, { body: request }),
    onSuccess: (loan) => {
      queries.setQueryData(loanKeys.one(loan.id), loan);
      void queries.invalidateQueries({ queryKey: loanKeys.all });
      void queries.invalidateQueries({ queryKey: ['availability'] });
      void queries.invalidateQueries({ queryKey: ['quote'] });
    },
  });
}

type BorrowerCommand = 'cancel' | 'confirm-receipt' | 'send-back';
const commands = {
  cancel: cancelLoan,
  'confirm-receipt': confirmReceipt,
  'send-back': sendBackLoan,
} as const;

/** What a borrower does with a loan; the answer is the loan as it is now. */
export function useBorrowerCommand(loan: Loan) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (command: BorrowerCommand) =>
      call(commands[command], { params: { id: loan.id }, body: { version: loan.version } }),
    onSuccess: (changed) => queries.setQueryData(loanKeys.one(loan.id), changed),
    // Someone was first, or the loan has moved on: show how it is now.
    onSettled: () => queries.invalidateQueries({ queryKey: loanKeys.all }),
  });
}

export function useReportDamage(loan: Loan) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (message: string) => call(reportDamage, { params: { id: loan.id }, body: { message } }),
    onSuccess: (changed) => queries.setQueryData(loanKeys.one(loan.id), changed),
  });
}

import {
  approveLoan,
  cancelLoan,
  checkLoan,
  closeLoan,
  confirmReceipt,
  dispatchLoan,
  getDecision,
  getLoan,
  type Loan,
  type LoanCommand,
  packLoan,
  receiveLoan,
  recallLoan,
  rejectLoan,
  sendBackLoan,
} from '@mediecentral/contracts';
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '../../shared/api/call.ts';
import { changeUnlessStale, SomeoneWasFirst } from '../../shared/conflict/index.ts';

const routes = {
  approve: approveLoan,
  reject: rejectLoan,
  pack: packLoan,
  dispatch: dispatchLoan,
  'confirm-receipt': confirmReceipt,
  'send-back': sendBackLoan,
  receive: receiveLoan,
  check: checkLoan,
  close: closeLoan,
  cancel: cancelLoan,
  recall: recallLoan,
} as const satisfies Record<LoanCommand, unknown>;

type BodyOf<Command extends LoanCommand> = Omit<z.input<(typeof routes)[Command]['body']>, 'version'>;

/** One command to one loan, from the version that the person saw. */
export type GivenCommand = {
  [Command in LoanCommand]: {
    loan: Pick<Loan, 'id' | 'version'>;
    command: Command;
    body: BodyOf<Command>;
  };
}[LoanCommand];

/** Everything that shows loans hangs under this key, so that one change refreshes it all. */
const everyLoan = ['loans'] as const;

export const loanQuery = (id: string) =>
  queryOptions({
    queryKey: [...everyLoan, 'one', id] as const,
    queryFn: () => call(getLoan, { params: { id } }),
    refetchOnWindowFocus: true,
  });

export const useStaffLoan = (id: string) => useQuery(loanQuery(id));

/** What staff want to know before they answer; asked anew each time, since others answer too. */
export const useDecision = (id: string) =>
  useQuery({
    queryKey: [...everyLoan, 'decision', id],
    queryFn: () => call(getDecision, { params: { id } }),
    staleTime: 10_000,
    refetchOnWindowFocus: true,
  });

/** @throws SomeoneWasFirst<Loan> */
async function giveCommand({ loan, command, body }: GivenCommand): Promise<Loan> {
  const parts = { params: { id: loan.id }, body: { version: loan.version, ...body } };
  // Each route takes the body of its own command, which GivenCommand has paired.
  const send = call as unknown as (route: (typeof routes)[LoanCommand], given: typeof parts) => Promise<Loan>;
  return changeUnlessStale(
    () => send(routes[command], parts),
    () => call(getLoan, { params: { id: loan.id } }),
  );
}

/** What a change of a loan may have changed elsewhere: queues, lists, days that are free, units. */
export function refreshLoans(queries: QueryClient): void {
  for (const key of ['loans', 'availability', 'units', 'equipment-models', 'statistics']) {
    void queries.invalidateQueries({ queryKey: [key] });
  }
}

/** Gives a loan a command; the answer is the loan as it is now. Where someone was first the error is `SomeoneWasFirst`. */
export function useLoanCommand() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: giveCommand,
    onSuccess: (loan) => queries.setQueryData(loanQuery(loan.id).queryKey, loan),
    onError: (error) => {
      if (!(error instanceof SomeoneWasFirst)) return;
      const loan = error.now as Loan;
      queries.setQueryData(loanQuery(loan.id).queryKey, loan);
    },
    onSettled: () => refreshLoans(queries),
  });
}

import { getToday, getTodaysList, type QueuedLoan } from '@mediecentral/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOfFile, call } from '../../shared/api/call.ts';
import { useLoanCommand } from '../loan-handling/index.ts';

/** The six queues; asked for anew now and then, since a whole office works in them. */
export const useToday = () =>
  useQuery({
    queryKey: ['loans', 'today'],
    queryFn: () => call(getToday),
    staleTime: 15_000,
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
  });

export const todaysListAddress = addressOfFile(getTodaysList);

export type GrantedAll = { granted: number; refused: readonly string[] };

/** Grants loans whole, one after another; what somebody else was first with is left and named. */
export function useGrantAll() {
  const command = useLoanCommand();
  const [done, setDone] = useState<number>();

  async function grantAll(loans: readonly QueuedLoan[]): Promise<GrantedAll> {
    const refused: string[] = [];
    for (const [index, loan] of loans.entries()) {
      setDone(index);
      try {
        await command.mutateAsync({ loan, command: 'approve', body: {} });
      } catch {
        refused.push(loan.reference);
      }
    }
    setDone(undefined);
    return { granted: loans.length - refused.length, refused };
  }
  return { grantAll, done };
}

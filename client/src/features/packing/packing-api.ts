import { getLabels, getPackingList, type Loan, scanIntoLoan, unscanFromLoan } from '@mediecentral/contracts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { CallError } from '../../shared/api/call-error.ts';
import { addressOfFile, call } from '../../shared/api/call.ts';
import { loanQuery, refreshLoans } from '../loan-handling/index.ts';
import { type LoggedScan, type ScanEvent, scanLog, verdictOf } from './scan-log.ts';
import { ScanQueue, type WaitingScan } from './scan-queue.ts';
import { playScanSound } from './scan-sounds.ts';
import { isSoundOn } from './use-sound-choice.ts';

/** How often scans that wait for the network are tried again, in milliseconds. */
const retryEvery = 5000;

export const packingListAddress = (id: string) => addressOfFile(getPackingList, { params: { id } });
export const labelsAddress = (id: string) => addressOfFile(getLabels, { params: { id } });

export type Packing = {
  log: readonly LoggedScan[];
  waiting: readonly WaitingScan[];
  /** Takes a scan; it is sent at once, or when the network is back. */
  scan: (code: string) => void;
  /** Takes a unit out of the box again. @throws CallError */
  takeOut: (unitId: string) => Promise<void>;
};

/**
 * Packing of one loan: what is scanned goes through a queue that outlives lost networks and reloads; each answer is logged,
 * heard, and brings the loan as it is now.
 */
export function usePacking(loanId: string): Packing {
  const queries = useQueryClient();
  const [log, tell] = useReducer(scanLog, []);
  const [waiting, setWaiting] = useState<readonly WaitingScan[]>();
  const [queue] = useState(
    () =>
      new ScanQueue({
        key: `mediecentral.scans.${loanId}`,
        storage: localStorage,
        changed: setWaiting,
        send: (scan) => send({ loanId, scan, queries, tell }),
      }),
  );

  useEffect(() => {
    // Those that were left by a reload, or by a network that did not come back in time.
    for (const { id, code } of queue.waiting) tell({ kind: 'scanned', id, code, at: Date.now() });
    const resume = () => void queue.resume();
    resume();
    const timer = setInterval(resume, retryEvery);
    window.addEventListener('online', resume);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', resume);
      // Queues elsewhere count what was packed here.
      refreshLoans(queries);
    };
  }, [queue, queries]);

  return {
    log,
    waiting: waiting ?? queue.waiting,
    scan: (code) => {
      const behindOthers = queue.waiting.length > 0;
      const sent = queue.add(code);
      const added = queue.waiting.findLast((scan) => scan.code === code);
      if (added) tell({ kind: 'scanned', id: added.id, code, at: Date.now() });
      if (behindOthers && isSoundOn()) playScanSound('waiting');
      void sent;
    },
    takeOut: async (unitId) => {
      const loan: Loan = await call(unscanFromLoan, { params: { id: loanId }, body: { unitId } });
      queries.setQueryData(loanQuery(loanId).queryKey, loan);
      tell({ kind: 'undone', unitId });
    },
  };
}

type Sending = {
  loanId: string;
  scan: WaitingScan;
  queries: QueryClient;
  tell: (event: ScanEvent) => void;
};

async function send({ loanId, scan: { id, code }, queries, tell }: Sending) {
  try {
    const { loan, ...answer } = await call(scanIntoLoan, { params: { id: loanId }, body: { code } });
    queries.setQueryData(loanQuery(loanId).queryKey, loan);
    tell({ kind: 'answered', id, answer });
    const verdict = verdictOf(answer.result);
    if (isSoundOn()) playScanSound(verdict === 'neutral' ? 'waiting' : verdict);
  } catch (error) {
    if (isAway(error)) return 'no_network';
    tell({ kind: 'refused', id });
    if (isSoundOn()) playScanSound('wrong');
    refreshLoans(queries);
  }
  return 'answered';
}

const isAway = (error: unknown) =>
  error instanceof CallError && (error.code === 'no_network' || error.code === 'unavailable');

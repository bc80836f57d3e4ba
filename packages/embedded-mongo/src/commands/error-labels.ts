import { ENDS_TRANSACTION } from '../session/sessions.ts';
import type { CommonFields } from './fields.ts';

/** The whole transaction may be tried again, also when it was its commit that failed. */
const TRANSIENT = new Set([24, 112, 239, 246, 267]);
/** The network or the member, so that the same write may be tried again. */
const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436]);
const NO_SUCH_TRANSACTION = 251;

/**
 * What MongoDB tells a driver of an error that a request met.
 * @param concernOnly the write was done; it is its write concern that failed
 */
export function errorLabels(
  code: number | undefined,
  command: string,
  { txnNumber, autocommit }: CommonFields,
  concernOnly = false,
): string[] {
  if (code === undefined || txnNumber === undefined) return [];
  const ends = ENDS_TRANSACTION.has(command);
  if (autocommit === false && !concernOnly) {
    const again = code === NO_SUCH_TRANSACTION || (!ends && RETRYABLE.has(code));
    if (again || TRANSIENT.has(code)) return ['TransientTransactionError'];
  }
  const mayRetry = autocommit === undefined || ends;
  return mayRetry && RETRYABLE.has(code) ? ['RetryableWriteError'] : [];
}

import { CommandError } from '../bson/command-error.ts';
import { TransactionConflict } from '../storage/conflicts.ts';
import { DiskError, type DiskFault } from '../storage/disk-error.ts';
import { DirectoryInUseError } from '../storage/owner.ts';
import { MalformedBson } from '../storage/raw-fields.ts';
import type { ReplyDocument } from '../wire/reply.ts';

/** Whatever was thrown, as an answer to the client; `undefined` for a fault of ours, which has to be logged. */
export function refusalOf(error: unknown): CommandError | undefined {
  if (error instanceof CommandError) return error;
  if (error instanceof TransactionConflict) {
    return new CommandError(
      112,
      'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
    );
  }
  if (error instanceof MalformedBson) return new CommandError(22, `Invalid BSON: ${error.message}`);
  if (error instanceof DirectoryInUseError) return new CommandError(91, error.message);
  if (error instanceof RangeError && error.message === STACK_OVERFLOW) {
    return new CommandError(15, 'a value that the request makes is nested too deeply');
  }
  if (error instanceof DiskError) return new CommandError(...DISK_REFUSALS[error.fault]);
  return undefined;
}

/** Stored values and requests are nested less deeply; what expressions make of them need not be. */
const STACK_OVERFLOW = 'Maximum call stack size exceeded';

const DISK_REFUSALS: Record<DiskFault, [code: number, message: string]> = {
  full: [14_031, 'the disk is full: what this reply does not count was not stored; make room and try again'],
  'read-only': [
    96,
    'the data directory cannot be written any more: what this reply does not count was not stored',
  ],
  failing: [96, 'the disk reports an error: what this reply does not count was not stored'],
};

/** @param labelsOf what to tell the driver of an error with that code */
export function errorReply(error: unknown, labelsOf: (code: number) => string[]): ReplyDocument {
  const refusal = refusalOf(error) ?? new CommandError(1, 'internal error; the log of the server tells more');
  const labels = labelsOf(refusal.code);
  return {
    ok: 0,
    errmsg: refusal.message,
    code: refusal.code,
    codeName: refusal.codeName,
    ...(labels.length > 0 && { errorLabels: labels }),
    ...refusal.extra,
  };
}

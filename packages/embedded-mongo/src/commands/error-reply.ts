import { CommandError } from '../bson/command-error.ts';
import { TransactionConflict } from '../storage/conflicts.ts';
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
  return storageRefusal(error);
}

function storageRefusal(error: unknown): CommandError | undefined {
  const text = String(error);
  if (/MDB_MAP_FULL|ENOSPC|No space left|EDQUOT/.test(text)) {
    return new CommandError(
      14_031,
      'the disk is full: nothing of this write was stored; make room and try again',
    );
  }
  if (/EROFS|EACCES|Permission denied|Read-only/.test(text)) {
    return new CommandError(
      13,
      'the data directory cannot be written any more: nothing of this write was stored',
    );
  }
  if (/Input\/output error|EIO/.test(text)) {
    return new CommandError(96, 'the disk reports an error: nothing of this write was stored');
  }
  return undefined;
}

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

import { statfsSync } from 'node:fs';

export type DiskFault = 'full' | 'read-only' | 'failing';

/** The disk did not take a commit: nothing of it was stored. */
export class DiskError extends Error {
  override name = 'DiskError';
  readonly fault: DiskFault;

  constructor(fault: DiskFault, cause: unknown) {
    super(`the disk is ${fault}`, { cause });
    this.fault = fault;
  }
}

/** Less than this is no room for a commit, nor for the lock file that LMDB maps into memory. */
const LEAST_ROOM_BYTES = 2 ** 20;

/** Whether the disk of a directory has no room left for a commit. */
export function isFull(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < LEAST_ROOM_BYTES;
}

/** What LMDB threw, as a fault of the disk; `undefined` when it was something else. */
export function diskErrorOf(error: unknown, directory: string): DiskError | undefined {
  const text = String(error);
  if (/MDB_MAP_FULL|ENOSPC|No space left|EFBIG|File too large|EDQUOT|quota/i.test(text))
    return new DiskError('full', error);
  if (/EROFS|EACCES|Permission denied|Read-only/.test(text)) return new DiskError('read-only', error);
  if (!/Input\/output error|EIO/.test(text)) return undefined;
  // LMDB calls a write that was cut short by the end of the disk an error of input and output.
  return new DiskError(isFull(directory) ? 'full' : 'failing', error);
}

import { fail } from '../../bson/command-error.ts';

/** MongoDB builds no longer text, not even on the way to another value. */
const LONGEST_TEXT = 64 * 1024 * 1024;

/** Checks the length of a text before it is built. @throws CommandError 13548 */
export function checkTextLength(length: number): void {
  if (length > LONGEST_TEXT) {
    fail(13_548, `BufBuilder attempted to grow() to ${length} bytes, past the 64MB limit.`);
  }
}

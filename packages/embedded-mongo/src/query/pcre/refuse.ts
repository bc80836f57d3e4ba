import { fail } from '../../bson/command-error.ts';

/** @throws CommandError 51091 */
export function refuse(reason: string): never {
  return fail(51_091, `Regular expression is invalid: ${reason}`);
}

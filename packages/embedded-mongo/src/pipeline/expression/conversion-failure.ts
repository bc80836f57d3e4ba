import { fail } from '../../bson/command-error.ts';
import { nameOfType, typeName, type Value } from '../../bson/value.ts';

/** The code for a value that cannot be converted; `onError` answers for it. */
export const CONVERSION_FAILURE = 241;

/** @throws CommandError 241 */
export function refuse(reason: string): never {
  return fail(CONVERSION_FAILURE, `${reason} in $convert with no onError value`);
}

/** @throws CommandError 241 */
export function unsupported(value: Value, target: number): never {
  return refuse(`Unsupported conversion from ${typeName(value)} to ${nameOfType(target)}`);
}

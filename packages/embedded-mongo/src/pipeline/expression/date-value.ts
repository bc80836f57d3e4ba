import { ObjectId, Timestamp } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { dateValue, FarDate, typeName, type Value } from '../../bson/value.ts';
import type { Row } from '../row.ts';
import { UTC, zoneNamed, type Zone } from '../time/zone.ts';
import type { Expression } from './expression.ts';
import { isNullish } from './numbers.ts';

/** Milliseconds since 1970 of what counts as a date (timestamps and ObjectIds have one); else undefined. */
export function instantOfValue(value: Value): number | undefined {
  if (value instanceof Date) return value.getTime();
  if (value instanceof FarDate) return Number(value.milliseconds);
  if (value instanceof Timestamp) return (value.getHighBits() >>> 0) * 1_000;
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  return undefined;
}

/** @throws CommandError 16006 for what has no date */
export function requireInstant(value: Value): number {
  return instantOfValue(value) ?? fail(16_006, `can't convert from BSON type ${typeName(value)} to Date`);
}

/** @throws CommandError 159 for milliseconds that no int64 holds */
export function asDate(instant: number): Date | FarDate {
  if (Math.abs(instant) >= 2 ** 63) fail(159, `date overflow: ${instant} milliseconds`);
  return dateValue(BigInt(instant));
}

/**
 * The zone that an operand names; undefined when it is null.
 * @param typeCode for what is no string; the parts of dates have their own
 * @throws CommandError 40485 for what is no zone
 */
export function zoneOf(operand: Expression | undefined, row: Row, typeCode = 40_517): Zone | undefined {
  if (!operand) return UTC;
  const value = operand.evaluate(row);
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string')
    fail(typeCode, `timezone must evaluate to a string, found ${typeName(value)}`);
  return zoneNamed(value);
}

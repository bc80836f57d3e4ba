import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import type { Row } from '../row.ts';
import { addTime, isTimeUnit, timeBetween, truncateTime, type TimeUnit } from '../time/arithmetic.ts';
import { compileNamed, named } from './arguments.ts';
import { asDate, instantOfValue, zoneOf } from './date-value.ts';
import { folded, type Expression, type Operator } from './expression.ts';
import { isNullish, LEAST_LONG, wholeNumber } from './numbers.ts';

function unitOf(value: Value, typeCode: number, nameCode: number): TimeUnit {
  if (typeof value !== 'string') return fail(typeCode, `unit must be a string, found ${typeName(value)}`);
  return isTimeUnit(value) ? value : fail(nameCode, `unknown time unit value: ${value}`);
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SUNDAY = 7;

/** 1 to 7 from Monday. @throws CommandError 5439015, 5439016 */
function weekdayOf(value: Value): number {
  if (typeof value !== 'string') {
    return fail(5_439_015, `parameter 'startOfWeek' must be a string, found ${typeName(value)}`);
  }
  const name = value.toLowerCase();
  const index = WEEKDAYS.findIndex((weekday) => weekday === name || weekday.slice(0, 3) === name);
  return index < 0
    ? fail(5_439_016, `parameter 'startOfWeek' value cannot be recognized as a day of a week: ${value}`)
    : index + 1;
}

/** `$dateAdd`, and `$dateSubtract` with a negative sign. */
function dateAdd(sign: 1 | -1): Operator {
  return (argument, compiler, name) => {
    const codes = { notAnObject: 5_166_400, unknown: 5_166_401 };
    const missing = 5_166_402;
    const allowed = ['startDate', 'unit', 'amount', 'timezone'] as const;
    const values = named(argument, name, allowed, codes, {
      startDate: missing,
      unit: missing,
      amount: missing,
    });
    const { startDate, unit, amount, timezone } = compileNamed(values, compiler);
    return folded([startDate, unit, amount, timezone], (row) => {
      const start = startDate!.evaluate(row);
      const unitName = unit!.evaluate(row);
      const count = amount!.evaluate(row);
      if (isNullish(start) || isNullish(unitName) || isNullish(count)) return null;
      const zone = zoneOf(timezone, row);
      if (!zone) return null;
      const instant =
        instantOfValue(start) ?? fail(5_166_403, `${name} requires startDate to be convertible to a date`);
      if (typeof unitName !== 'string')
        fail(5_166_404, `${name} requires 'unit' to be a string, found ${typeName(unitName)}`);
      const timeUnit = unitOf(unitName, 5_166_404, 9);
      const whole = wholeNumber(count) ?? fail(5_166_405, `${name} expects integer amount of time units`);
      if (sign < 0 && whole === LEAST_LONG)
        fail(6_045_000, `invalid ${name} 'amount' parameter value: ${whole}`);
      const signed = Number(whole) * sign;
      if (Math.abs(signed) > FURTHEST[timeUnit])
        fail(5_976_500, `invalid ${name} 'amount' parameter value: ${whole} ${timeUnit}`);
      return asDate(addTime(instant, timeUnit, signed, zone));
    });
  };
}

/** The most that can be added of a unit: as much as fits into an int64 of milliseconds. */
const FURTHEST: Readonly<Record<TimeUnit, number>> = {
  year: 584_942_417,
  quarter: 584_942_417 * 4,
  month: 584_942_417 * 12,
  week: 30_500_568_905,
  day: 213_503_982_335,
  hour: 5_124_095_576_030,
  minute: 307_445_734_561_826,
  second: 18_446_744_073_709_552,
  millisecond: Number.MAX_VALUE,
};

const dateDiff: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 5_166_301, unknown: 5_166_302 };
  const allowed = ['startDate', 'endDate', 'unit', 'timezone', 'startOfWeek'] as const;
  const required = { startDate: 5_166_303, endDate: 5_166_304, unit: 5_166_305 };
  const parts = compileNamed(named(argument, name, allowed, codes, required), compiler);
  const { startDate, endDate, unit, timezone, startOfWeek } = parts;
  return folded(Object.values(parts), (row) => {
    const start = startDate!.evaluate(row);
    const end = endDate!.evaluate(row);
    const unitName = unit!.evaluate(row);
    if (isNullish(start) || isNullish(end) || isNullish(unitName)) return null;
    const weekday = evaluateWeekday(startOfWeek, unitName, row);
    const isZoneNull = timezone !== undefined && isNullish(timezone.evaluate(row));
    if (weekday === null || isZoneNull) return null;
    const from = requireDate(start, name, 5_166_307);
    const to = requireDate(end, name, 5_166_307);
    const timeUnit = unitOf(unitName, 5_439_013, 5_439_014);
    const zone = zoneOf(timezone, row)!;
    return BigInt(timeBetween(from, to, timeUnit, zone, weekdayFor(timeUnit, weekday)));
  });
};

/** The value of `startOfWeek` where it matters; null when it is null. */
function evaluateWeekday(operand: Expression | undefined, unitName: Value, row: Row): Value {
  if (!operand || unitName !== 'week') return undefined;
  const value = operand.evaluate(row);
  return isNullish(value) ? null : value;
}

function weekdayFor(unit: TimeUnit, value: Value): number {
  return unit === 'week' && value !== undefined ? weekdayOf(value) : SUNDAY;
}

function requireDate(value: Value, name: string, code: number): number {
  return instantOfValue(value) ?? fail(code, `${name} requires a date, found ${typeName(value)}`);
}

const dateTrunc: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 5_439_007, unknown: 5_439_008 };
  const allowed = ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'] as const;
  const values = named(argument, name, allowed, codes, { date: 5_439_009, unit: 5_439_010 });
  const parts = compileNamed(values, compiler);
  const { date, unit, binSize, timezone, startOfWeek } = parts;
  return folded(Object.values(parts), (row) => {
    const value = date!.evaluate(row);
    const size = binSize ? binSize.evaluate(row) : 1;
    const unitName = unit!.evaluate(row);
    if (isNullish(value) || isNullish(size) || isNullish(unitName)) return null;
    const weekday = evaluateWeekday(startOfWeek, unitName, row);
    const isZoneNull = timezone !== undefined && isNullish(timezone.evaluate(row));
    if (weekday === null || isZoneNull) return null;
    const instant = requireDate(value, name, 5_439_012);
    const count = binSizeOf(size);
    const timeUnit = unitOf(unitName, 5_439_013, 5_439_014);
    return asDate(
      truncateTime(instant, timeUnit, count, zoneOf(timezone, row)!, weekdayFor(timeUnit, weekday)),
    );
  });
};

function binSizeOf(value: Value): number {
  const size = wholeNumber(value);
  if (size === undefined)
    return fail(5_439_017, `parameter 'binSize' must be a 64-bit integer, found ${typeName(value)}`);
  if (size <= 0n) fail(5_439_018, `parameter 'binSize' must be greater than 0: ${size}`);
  return Number(size);
}

export const DATE_ARITHMETIC: Readonly<Record<string, Operator>> = {
  $dateAdd: dateAdd(1),
  $dateSubtract: dateAdd(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};

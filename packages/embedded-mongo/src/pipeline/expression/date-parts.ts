import { Timestamp } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  civilFromDays,
  dayNumber,
  dayOfYear,
  daysFromCivil,
  daysFromIsoWeek,
  isoDayOfWeek,
  isoWeek,
  weekFromSunday,
} from '../time/calendar.ts';
import { instantOf } from '../time/zone.ts';
import { compileNamed, named, unary } from './arguments.ts';
import { asDate, requireInstant, zoneOf } from './date-value.ts';
import { folded, type Compiler, type Expression, type Operator } from './expression.ts';
import { isNullish, wholeNumber } from './numbers.ts';

/** A part of a local time (milliseconds, as if it were UTC). */
type Part = (local: number, days: number) => number | bigint;

function within(local: number, period: number, unit: number): number {
  return Math.floor((local - Math.floor(local / period) * period) / unit);
}

const hour: Part = (local) => within(local, DAY, HOUR);
const minute: Part = (local) => within(local, HOUR, MINUTE);
const second: Part = (local) => within(local, MINUTE, SECOND);
const millisecond: Part = (local) => within(local, SECOND, 1);

const PARTS: Readonly<Record<string, Part>> = {
  $year: (_, days) => civilFromDays(days).year,
  $month: (_, days) => civilFromDays(days).month,
  $dayOfMonth: (_, days) => civilFromDays(days).day,
  $dayOfWeek: (_, days) => (isoDayOfWeek(days) % 7) + 1,
  $dayOfYear: (_, days) => dayOfYear(days),
  $week: (_, days) => weekFromSunday(days),
  $isoDayOfWeek: (_, days) => isoDayOfWeek(days),
  $isoWeek: (_, days) => isoWeek(days).week,
  $isoWeekYear: (_, days) => BigInt(isoWeek(days).year),
  $hour: hour,
  $minute: minute,
  $second: second,
  $millisecond: millisecond,
};

/** `{$year: date}`, `{$year: [date]}` and `{$year: {date, timezone}}`. */
function partOperator(part: Part): Operator {
  return (argument, compiler, name) => {
    const { date, timezone } = dateOperands(argument, compiler, name);
    return folded([date, timezone], (row) => {
      const value = date.evaluate(row);
      if (isNullish(value)) return null;
      const zone = zoneOf(timezone, row, 40_533);
      if (!zone) return null;
      const instant = requireInstant(value);
      const local = instant + zone.offsetAt(instant);
      return part(local, dayNumber(local));
    });
  };
}

function dateOperands(
  argument: Value,
  compiler: Compiler,
  name: string,
): { date: Expression; timezone?: Expression } {
  if (argument instanceof Map && ![...argument.keys()][0]?.startsWith('$')) {
    const codes = { notAnObject: 40_535, unknown: 40_535 };
    const values = named(argument, name, ['date', 'timezone'], codes, { date: 40_539 });
    const { date, timezone } = compileNamed(values, compiler);
    return timezone ? { date: date!, timezone } : { date: date! };
  }
  if (Array.isArray(argument)) {
    if (argument.length !== 1) {
      fail(
        40_536,
        `${name} accepts exactly one argument if given an array, but was given ${argument.length}`,
      );
    }
    return { date: compiler.compile(argument[0]) };
  }
  return { date: compiler.compile(argument) };
}

const dateToParts: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 40_524, unknown: 40_520 };
  const values = named(argument, name, ['date', 'timezone', 'iso8601'], codes, { date: 40_522 });
  const { date, timezone, iso8601 } = compileNamed(values, compiler);
  return folded([date, timezone, iso8601], (row) => {
    const value = date!.evaluate(row);
    const zone = zoneOf(timezone, row);
    if (!zone) return null;
    const iso = iso8601 ? iso8601.evaluate(row) : false;
    if (isNullish(iso)) return null;
    if (typeof iso !== 'boolean')
      return fail(40_521, `iso8601 must evaluate to a bool, found ${typeName(iso)}`);
    if (isNullish(value)) return null;
    const instant = requireInstant(value);
    const local = instant + zone.offsetAt(instant);
    return new Map<string, Value>([...civilParts(dayNumber(local), iso), ...clockParts(local)]);
  });
};

function civilParts(days: number, iso: boolean): Array<[string, Value]> {
  if (iso) {
    const { year, week } = isoWeek(days);
    return [
      ['isoWeekYear', year],
      ['isoWeek', week],
      ['isoDayOfWeek', isoDayOfWeek(days)],
    ];
  }
  const { year, month, day } = civilFromDays(days);
  return [
    ['year', year],
    ['month', month],
    ['day', day],
  ];
}

function clockParts(local: number): Array<[string, Value]> {
  return [
    ['hour', hour(local, 0)],
    ['minute', minute(local, 0)],
    ['second', second(local, 0)],
    ['millisecond', millisecond(local, 0)],
  ];
}

const CLOCK = ['hour', 'minute', 'second', 'millisecond'] as const;
const CIVIL = ['year', 'month', 'day'] as const;
const ISO = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] as const;

/** Parts of a date may go over, so that month 14 is February of the next year, but not further than this. */
const FURTHEST_PART = 32_767n;
/** An int64 of microseconds. */
const FURTHEST_CLOCK = 2 ** 63 / 1_000;
const DEFAULTS: Readonly<Record<string, bigint>> = { month: 1n, day: 1n, isoWeek: 1n, isoDayOfWeek: 1n };

const dateFromParts: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 40_519, unknown: 40_518 };
  const values = named(argument, name, [...CIVIL, ...ISO, ...CLOCK, 'timezone'], codes, {});
  const given = (list: readonly string[]): boolean => list.some((part) => Object.hasOwn(values, part));
  if (!given(['year', 'isoWeekYear'])) {
    fail(40_516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  }
  const isCivil = given(['year']);
  if (isCivil && given(ISO))
    fail(40_489, '$dateFromParts does not allow mixing natural dates with ISO dates');
  if (!isCivil && given(CIVIL))
    fail(40_525, '$dateFromParts does not allow mixing ISO dates with natural dates');
  const parts = compileNamed(values, compiler);
  const order = [...CLOCK, ...(isCivil ? CIVIL : ISO)];
  return folded(Object.values(parts), (row) => {
    const numbers: Partial<Record<string, number>> = {};
    for (const part of order) {
      if (part === order[4]) {
        // MongoDB looks at the zone between the clock and the calendar.
        if (!zoneOf(parts.timezone, row)) return null;
      }
      const operand = parts[part];
      const number = operand ? partNumber(operand.evaluate(row), part) : (DEFAULTS[part] ?? 0n);
      if (number === null) return null;
      numbers[part] = Number(number);
    }
    const [first, second_, third] = order.slice(4).map((part) => numbers[part]!) as [number, number, number];
    if (first < 1 || first > 9_999) {
      const code = isCivil ? 40_523 : 31_095;
      fail(code, `'${order[4]}' must evaluate to an integer in the range 1 to 9999, found ${first}`);
    }
    const beyond = Math.max(Math.abs(numbers.second!), Math.abs(numbers.millisecond!));
    if (beyond > FURTHEST_CLOCK) {
      fail(159, 'Overflow casting from a lower-precision duration to a higher-precision duration');
    }
    const days = isCivil
      ? daysFromCivil(first, second_, 1) + third - 1
      : daysFromIsoWeek(first, second_, third);
    const clock = numbers.hour! * HOUR + numbers.minute! * MINUTE + numbers.second! * SECOND;
    const local = days * DAY + clock + numbers.millisecond!;
    return asDate(instantOf(local, zoneOf(parts.timezone, row)!));
  });
};

function partNumber(value: Value, part: string): bigint | null {
  if (isNullish(value)) return null;
  const whole = wholeNumber(value);
  if (whole === undefined) {
    return fail(40_515, `'${part}' must evaluate to an integer, found ${typeName(value)}`);
  }
  const isBounded = part !== 'second' && part !== 'millisecond' && !part.toLowerCase().endsWith('year');
  if (isBounded && (whole > FURTHEST_PART || whole < -FURTHEST_PART - 1n)) {
    fail(
      31_034,
      `'${part}' must evaluate to a value in the range [-32768, 32767]; value ${whole} is not in range`,
    );
  }
  return whole;
}

/** `$tsSecond` and `$tsIncrement`. */
function timestampPart(code: number, part: (value: Timestamp) => number): Operator {
  return unary((value, name) => {
    if (isNullish(value)) return null;
    if (!(value instanceof Timestamp))
      return fail(code, `${name} requires a timestamp, found: ${typeName(value)}`);
    return BigInt(part(value) >>> 0);
  });
}

export const DATE_PARTS: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, partOperator(part)])),
  $dateToParts: dateToParts,
  $dateFromParts: dateFromParts,
  $tsSecond: timestampPart(5_687_301, (value) => value.getHighBits()),
  $tsIncrement: timestampPart(5_687_302, (value) => value.getLowBits()),
};

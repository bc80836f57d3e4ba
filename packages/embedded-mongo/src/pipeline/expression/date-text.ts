import { CommandError, fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { compileFormat } from '../time/format.ts';
import { parseFreeText } from '../time/free-text.ts';
import { compileParser, resolveTime } from '../time/parse.ts';
import { UTC, type Zone } from '../time/zone.ts';
import { compileNamed, named } from './arguments.ts';
import { CONVERSION_FAILURE } from './conversion-failure.ts';
import { asDate, requireInstant, zoneOf } from './date-value.ts';
import { folded, type Operator } from './expression.ts';
import { isNullish } from './numbers.ts';

const ISO = compileFormat('%Y-%m-%dT%H:%M:%S.%LZ');
/** Where the clocks are not UTC's, no `Z` says that they are. */
const ISO_LOCAL = compileFormat('%Y-%m-%dT%H:%M:%S.%L');

const dateToString: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 18_629, unknown: 18_534 };
  const allowed = ['date', 'format', 'timezone', 'onNull'] as const;
  const values = named(argument, name, allowed, codes, { date: 18_628 });
  const { date, format, timezone, onNull } = compileNamed(values, compiler);
  return folded([date, format, timezone, onNull], (row) => {
    const wanted = format?.evaluate(row);
    const write = isNullish(wanted) ? undefined : compileFormat(formatText(wanted, name, 18_533));
    const zone = zoneOf(timezone, row);
    const value = date!.evaluate(row);
    if (isNullish(value)) return onNull ? onNull.evaluate(row) : null;
    if (!zone || (format && !write)) return null;
    const instant = requireInstant(value);
    const offset = zone.offsetAt(instant);
    return (write ?? (zone === UTC ? ISO : ISO_LOCAL))(instant + offset, offset);
  });
};

function formatText(value: Value, name: string, code: number): string {
  if (typeof value === 'string') return value;
  return fail(code, `${name} requires that 'format' be a string, found: ${typeName(value)}`);
}

const dateFromString: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 40_540, unknown: 40_541 };
  const allowed = ['dateString', 'format', 'timezone', 'onNull', 'onError'] as const;
  const values = named(argument, name, allowed, codes, { dateString: 40_542 });
  const { dateString, format, timezone, onNull, onError } = compileNamed(values, compiler);
  return folded([dateString, format, timezone, onNull, onError], (row) => {
    const text = dateString!.evaluate(row);
    const wanted = format?.evaluate(row);
    const parse = isNullish(wanted) ? parseFreeText : compileParser(formatText(wanted, name, 40_684));
    const zone = zoneOf(timezone, row);
    if (isNullish(text)) return onNull ? onNull.evaluate(row) : null;
    try {
      if (typeof text !== 'string') {
        return fail(
          CONVERSION_FAILURE,
          `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`,
        );
      }
      if (!zone || (format && isNullish(wanted))) return null;
      return parseDate(text, parse, timezone && zone);
    } catch (error) {
      if (onError && error instanceof CommandError && error.code === CONVERSION_FAILURE) {
        return onError.evaluate(row);
      }
      throw error;
    }
  });
};

function parseDate(text: string, parse: typeof parseFreeText, zone: Zone | undefined): Value {
  return asDate(resolveTime(parse(text), zone, text));
}

/** A date from text without a format, for `$toDate`. @throws CommandError 241 */
export function dateFromText(text: string): Value {
  return parseDate(text, parseFreeText, undefined);
}

export const DATE_TEXT: Readonly<Record<string, Operator>> = {
  $dateToString: dateToString,
  $dateFromString: dateFromString,
};

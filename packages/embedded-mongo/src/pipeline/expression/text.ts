import { BSONSymbol, Code, Decimal128, Timestamp } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { compareStrings } from '../../bson/compare.ts';
import { Double, isInt32, typeName, type Value } from '../../bson/value.ts';
import { binary, operands, ternary, unary } from './arguments.ts';
import { codePoints } from './code-points.ts';
import { folded, joined, type Expression, type Operator } from './expression.ts';
import { formatDouble, formatDate } from './format-value.ts';
import { isNullish, isNumber, toLong, wholeInt } from './numbers.ts';
import { checkTextLength } from './text-limit.ts';

/** As text, where text is wanted: numbers and dates are written out, nothing becomes empty. */
function asText(value: Value): string {
  if (typeof value === 'string') return value;
  if (isNullish(value)) return '';
  if (typeof value === 'number' && isInt32(value)) return String(value);
  if (typeof value === 'number' || value instanceof Double) return formatDouble(value);
  if (typeof value === 'bigint' || value instanceof Decimal128) return String(value);
  if (value instanceof Date) return formatDate(value);
  if (value instanceof Timestamp) return formatDate(new Date(value.getHighBits() * 1_000));
  if (value instanceof BSONSymbol) return value.value;
  if (value instanceof Code && !value.scope) return value.code;
  return fail(16_007, `can't convert from BSON type ${typeName(value)} to String`);
}

const concat: Operator = (argument, compiler) => textOfAll(joined(operands(argument, compiler), textOfAll));

function textOfAll(list: readonly Expression[]): Expression {
  return folded(list, (row) => {
    let text = '';
    for (const { evaluate } of list) {
      const value = evaluate(row);
      if (isNullish(value)) return null;
      if (typeof value !== 'string') {
        return fail(16_702, `$concat only supports strings, not ${typeName(value)}`);
      }
      checkTextLength(text.length + value.length);
      text += value;
    }
    return text;
  });
}

/** Only ASCII letters change, as in MongoDB. */
function toLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function toUpper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function substrBytes([value, from, count]: Value[]): Value {
  const text = Buffer.from(asText(value));
  const start = byteNumber(from, 16_034, 'starting index');
  const length = byteNumber(count, 16_035, 'length');
  if (start < 0) fail(50_752, `$substrBytes:  starting index must be non-negative (got: ${start})`);
  const end = length < 0 ? text.length : start + length;
  if (isContinuation(text[start])) {
    fail(28_656, '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.');
  }
  if (isContinuation(text[end])) {
    fail(28_657, '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.');
  }
  return start >= text.length ? '' : text.utf8Slice(start, Math.min(end, text.length));
}

function byteNumber(value: Value, code: number, what: string): number {
  if (!isNumber(value)) {
    fail(code, `$substrBytes:  ${what} must be a numeric type (is BSON type ${typeName(value)})`);
  }
  return Number(toLong(value));
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function substrPoints([value, from, count]: Value[]): Value {
  const text = asText(value);
  const start = pointNumber(from, 'starting index', 34_450, 34_451);
  const length = pointNumber(count, 'length', 34_452, 34_453);
  if (length < 0) fail(34_454, '$substrCP: length must be a nonnegative integer.');
  if (start < 0) fail(34_455, '$substrCP: the starting index must be nonnegative integer.');
  return codePoints(text)
    .slice(start, start + length)
    .join('');
}

function pointNumber(value: Value, what: string, typeCode: number, wholeCode: number): number {
  if (!isNumber(value)) {
    fail(typeCode, `$substrCP: ${what} must be a numeric type (is BSON type ${typeName(value)})`);
  }
  const whole = wholeInt(value);
  return whole ?? fail(wholeCode, `$substrCP: ${what} cannot be represented as a 32-bit integral value`);
}

function split(value: Value, separator: Value): Value {
  if (isNullish(value) || isNullish(separator)) return null;
  if (typeof value !== 'string') {
    return fail(
      40_085,
      `$split requires an expression that evaluates to a string as a first argument, found: ${typeName(value)}`,
    );
  }
  if (typeof separator !== 'string') {
    return fail(
      40_086,
      `$split requires an expression that evaluates to a string as a second argument, found: ${typeName(separator)}`,
    );
  }
  if (separator === '') fail(40_087, '$split requires a non-empty separator');
  return value.split(separator);
}

function textOf(value: Value, name: string, code: number): string {
  if (typeof value === 'string') return value;
  return fail(code, `${name} requires a string argument, found: ${typeName(value)}`);
}

export const TEXT: Readonly<Record<string, Operator>> = {
  $concat: concat,
  $toLower: unary((value) => toLower(asText(value))),
  $toUpper: unary((value) => toUpper(asText(value))),
  $strcasecmp: binary((left, right) => compareStrings(toUpper(asText(left)), toUpper(asText(right)))),
  $substr: ternary(substrBytes),
  $substrBytes: ternary(substrBytes),
  $substrCP: ternary(substrPoints),
  $split: binary(split),
  $strLenBytes: unary((value, name) => Buffer.byteLength(textOf(value, name, 34_473))),
  $strLenCP: unary((value, name) => codePoints(textOf(value, name, 34_471)).length),
};

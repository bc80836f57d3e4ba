import { fail } from '../bson/command-error.ts';
import { compareElements, TYPE_RANK, type StringOrder } from '../bson/compare.ts';
import { compareNumeric, isNaNNumeric, readNumeric } from '../bson/numeric.ts';
import { isNumericType } from '../bson/value.ts';
import { BSON_TYPE, type Element, type RawField } from '../storage/raw-fields.ts';
import type { Comparison } from './conditions.ts';

/** Tells whether one value passes; undefined is a missing one. */
export type Test = (bytes: Buffer, element: Element | undefined) => boolean;

/**
 * Compares with an operand as MongoDB's queries do: values of another type never pass, null is the same as
 * missing (but not as undefined, since 8.0), and nothing is more or less than NaN.
 * @param name of the operator, for messages
 * @throws CommandError 2 for an operand that cannot be compared
 */
export function compileComparison(
  comparison: Comparison,
  operand: RawField,
  strings: StringOrder | undefined,
): Test {
  const { type, bytes: operandBytes } = operand;
  if (type === BSON_TYPE.undefined) fail(2, 'cannot compare to undefined');
  if (type === BSON_TYPE.regex && comparison !== '$eq')
    fail(2, "Can't have RegEx as arg to predicate over field");
  const passes = PASSES[comparison];
  if (isNumericType(type)) return compileNumber(comparison, operand);
  if (type === BSON_TYPE.null) return compileNull(comparison);
  if (comparison === '$eq' && !strings && type === BSON_TYPE.string) return sameString(operandBytes);
  const rank = TYPE_RANK[type]!;
  const operandElement = wholeOf(operand);
  const others = passesOtherTypes(comparison, type);
  return (bytes, element) => {
    if (!element) return others;
    if (TYPE_RANK[element.type] !== rank) return others;
    return passes(compareElements(bytes, element, operandBytes, operandElement, strings));
  };
}

const PASSES: Readonly<Record<Comparison, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/** MinKey and MaxKey are the only operands that values of all types are compared with. */
function passesOtherTypes(comparison: Comparison, type: number): boolean {
  if (comparison === '$eq') return false;
  const greater = comparison === '$gt' || comparison === '$gte';
  return type === (greater ? BSON_TYPE.minKey : BSON_TYPE.maxKey);
}

function compileNull(comparison: Comparison): Test {
  if (comparison === '$gt' || comparison === '$lt') return () => false;
  return (_bytes, element) => !element || element.type === BSON_TYPE.null;
}

function compileNumber(comparison: Comparison, operand: RawField): Test {
  const passes = PASSES[comparison];
  const number = readNumeric(operand.bytes, wholeOf(operand))!;
  if (isNaNNumeric(number)) {
    const strict = comparison === '$gt' || comparison === '$lt';
    return (bytes, element) => {
      const other = element && readNumeric(bytes, element);
      return !strict && other !== undefined && isNaNNumeric(other);
    };
  }
  return (bytes, element) => {
    if (!element) return false;
    if (element.type === BSON_TYPE.int32 && typeof number === 'number') {
      return passes(bytes.readInt32LE(element.start) - number);
    }
    const other = readNumeric(bytes, element);
    return other !== undefined && !isNaNNumeric(other) && passes(compareNumeric(other, number));
  };
}

function sameString(operand: Buffer): Test {
  return (bytes, element) => {
    if (!element) return false;
    const { type, start, end } = element;
    if (type !== BSON_TYPE.string && type !== BSON_TYPE.symbol) return false;
    if (end - start !== operand.length) return false;
    return operand.compare(bytes, start, end) === 0;
  };
}

export function wholeOf({ type, bytes }: RawField): Element {
  return { type, start: 0, end: bytes.length };
}

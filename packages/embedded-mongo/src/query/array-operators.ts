import { fail } from '../bson/command-error.ts';
import { readNumeric, toInteger } from '../bson/numeric.ts';
import { BSON_TYPE, elementAt, rawFields, type Element, type RawField } from '../storage/raw-fields.ts';
import { wholeOf, type Test } from './comparison.ts';
import { intersection, neverCondition } from './conditions.ts';
import {
  all,
  Demands,
  inside,
  isOperatorDocument,
  onPath,
  undemanded,
  type FilterContext,
  type Matcher,
} from './matcher.ts';
import type { Visit } from './path.ts';

/** Operators that begin a filter of documents; others begin operators of values. */
const OF_DOCUMENTS = new Set([
  '$and',
  '$or',
  '$nor',
  '$expr',
  '$where',
  '$text',
  '$jsonSchema',
  '$alwaysTrue',
  '$alwaysFalse',
  '$sampleRate',
]);

export function compileSize(operand: RawField): Test {
  const number = readNumeric(operand.bytes, wholeOf(operand));
  if (number === undefined) fail(2, 'Failed to parse $size. Expected a number in: $size');
  const size = toInteger(number);
  if (size === undefined) fail(2, 'Failed to parse $size. Expected an integer: $size');
  if (size < 0n) fail(2, `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (bytes, element) =>
    element?.type === BSON_TYPE.array && BigInt(countElements(bytes, element)) === size;
}

export function countElements(bytes: Buffer, array: Element): number {
  let count = 0;
  for (let at = array.start + 4; at < array.end - 1; count += 1) [, at] = elementAt(bytes, at);
  return count;
}

/** `$all`: for each value, the array holds it (or the field is it); for each `$elemMatch`, an element matches. */
export function compileAll(path: string, operand: RawField, context: FilterContext): Matcher {
  if (operand.type !== BSON_TYPE.array) fail(2, '$all needs an array');
  const values = [...rawFields(operand.bytes)].map(([, value]) => value);
  if (values.length === 0) {
    context.demands?.add(neverCondition(path));
    return () => false;
  }
  const ofElements = isElemMatch(values[0]!);
  const part = inside(context);
  return all(
    values.map((value) => {
      if (isElemMatch(value) !== ofElements) fail(2, '$all/$elemMatch has to be consistent');
      if (ofElements) return context.compiler.operators(path, value.bytes, part);
      if (isOperatorDocument(value)) fail(2, 'no $ expressions in $all');
      return context.compiler.equality(path, value, part);
    }),
  );
}

function isElemMatch(value: RawField): boolean {
  if (value.type !== BSON_TYPE.document) return false;
  const [first] = rawFields(value.bytes);
  return first?.[0] === '$elemMatch';
}

/** `$elemMatch`: one element of an array fulfils all of it, as a document or as a value. */
export function compileElemMatch(path: string, operand: RawField, context: FilterContext): Matcher {
  // An array inside an array is one value in an index: nothing is said there of its elements.
  const inner = context.onElement ? undemanded(context) : context;
  const test = elementTest(path, operand, inner);
  return onPath(path, test, context, false);
}

/** Looks for the first element that fulfils `$elemMatch`, and tells its position. */
function elementTest(path: string, operand: RawField, context: FilterContext): Visit {
  if (operand.type !== BSON_TYPE.document) fail(2, '$elemMatch needs an Object');
  return isOfValues(operand)
    ? valueElements(path, operand, context)
    : documentElements(path, operand, context);
}

function isOfValues(operand: RawField): boolean {
  if (!isOperatorDocument(operand, true)) return false;
  const [first] = rawFields(operand.bytes);
  return !OF_DOCUMENTS.has(first![0]);
}

function documentElements(path: string, operand: RawField, context: FilterContext): Visit {
  const demands = new Demands();
  const matcher = context.compiler.document(
    operand.bytes,
    inside(context, { nested: true, onElement: false, demands }),
  );
  for (const condition of demands.conditions) {
    context.demands?.add({ ...condition, path: `${path}.${condition.path}`, exact: false });
  }
  if (demands.conditions.length === 0) context.demands?.add(undefined);
  return inArray((bytes, element) => isContainer(element) && matcher(bytes, element));
}

function isContainer({ type }: Element): boolean {
  return type === BSON_TYPE.document || type === BSON_TYPE.array;
}

function valueElements(path: string, operand: RawField, context: FilterContext): Visit {
  const demands = new Demands();
  const inner = inside(context, { nested: true, onElement: true, demands });
  const matcher = context.compiler.operators(path, operand.bytes, inner);
  const [first, ...others] = demands.conditions;
  context.demands?.add(first && intersection(first, others));
  return inArray(matcher);
}

/** Tests an array's elements, one after another. */
function inArray(matcher: Matcher): Visit {
  return (bytes, array, details) => {
    if (array?.type !== BSON_TYPE.array) return false;
    let index = 0;
    for (let at = array.start + 4; at < array.end - 1; index += 1) {
      const [element, after] = elementAt(bytes, at);
      at = after;
      if (matcher(bytes, element)) {
        if (details) details.position = index;
        return true;
      }
    }
    return false;
  };
}

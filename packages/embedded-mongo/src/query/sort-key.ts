import { fail } from '../bson/command-error.ts';
import { compareElements, type StringOrder } from '../bson/compare.ts';
import { BSON_TYPE, findElement, type Element } from '../storage/raw-fields.ts';
import type { IndexField } from '../storage/index-definition.ts';
import { indexTuples, ParallelArrays } from '../storage/index-tuples.ts';
import { decodeElement, rootElement, type Value } from '../bson/value.ts';

/** What a document is sorted by: where its values lie. A missing value sorts as null, an empty array before it. */
export interface SortKey {
  bytes: Buffer;
  values: readonly (Element | undefined)[];
}

const EMPTY: Element = { type: BSON_TYPE.undefined, start: 0, end: 0 };
const NULL: Element = { type: BSON_TYPE.null, start: 0, end: 0 };

/**
 * Of an array its least element counts (its greatest where the order is descending), and of several fields
 * in one array the elements that come first together.
 * @throws CommandError 2 when two fields lead to different arrays
 */
export function sortKeyOf(
  document: Buffer,
  fields: readonly IndexField[],
  strings: StringOrder | undefined,
): SortKey {
  const simple = withoutArrays(document, fields);
  if (simple) return { bytes: document, values: simple };
  if (fields.length === 1) return { bytes: document, values: [extreme(document, fields[0]!, strings)] };
  return firstTuple(document, fields, strings);
}

export function valuesOfKey({ bytes, values }: SortKey): Value[] {
  return values.map((element) => (element ? decodeElement(bytes, element) : null));
}

export function compareSortKeys(
  a: SortKey,
  b: SortKey,
  fields: readonly IndexField[],
  strings: StringOrder | undefined,
): number {
  for (let index = 0; index < fields.length; index += 1) {
    const result = compareElements(
      a.bytes,
      a.values[index] ?? NULL,
      b.bytes,
      b.values[index] ?? NULL,
      strings,
    );
    if (result !== 0) return fields[index]!.descending ? -result : result;
  }
  return 0;
}

/** The values at the ends of all paths; undefined when an array stands in one's way, or is one. */
function withoutArrays(document: Buffer, fields: readonly IndexField[]): (Element | undefined)[] | undefined {
  const values: (Element | undefined)[] = [];
  for (const { parts } of fields) {
    let element: Element | undefined = rootElement(document);
    for (const { name } of parts) {
      element = element.type === BSON_TYPE.document ? findElement(document, element, name) : undefined;
      if (!element) break;
      if (element.type === BSON_TYPE.array) return undefined;
    }
    values.push(element);
  }
  return values;
}

function extreme(document: Buffer, field: IndexField, strings: StringOrder | undefined): Element | undefined {
  let best: Element | undefined;
  for (const [value] of tuplesOf(document, [field])) {
    const candidate = value ?? NULL;
    if (!best) best = candidate;
    else {
      const result = compareElements(document, candidate, document, best, strings);
      if (field.descending ? result > 0 : result < 0) best = candidate;
    }
  }
  return isEmptyArray(document, field) ? EMPTY : best;
}

function firstTuple(
  document: Buffer,
  fields: readonly IndexField[],
  strings: StringOrder | undefined,
): SortKey {
  let best: SortKey | undefined;
  for (const values of tuplesOf(document, fields)) {
    const key = { bytes: document, values };
    if (!best || compareSortKeys(key, best, fields, strings) < 0) best = key;
  }
  const values = best!.values.map((value, index) =>
    value === undefined && isEmptyArray(document, fields[index]!) ? EMPTY : value,
  );
  return { bytes: document, values };
}

function tuplesOf(
  document: Buffer,
  fields: readonly IndexField[],
): readonly (readonly (Element | undefined)[])[] {
  try {
    return indexTuples(document, fields).tuples;
  } catch (error) {
    if (error instanceof ParallelArrays) return fail(2, 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}

/** An array without elements at the end of the path, with no other array on the way. */
function isEmptyArray(document: Buffer, { parts }: IndexField): boolean {
  let element: Element | undefined = rootElement(document);
  for (const { name } of parts) {
    element = element.type === BSON_TYPE.document ? findElement(document, element, name) : undefined;
    if (!element) return false;
  }
  return element.type === BSON_TYPE.array && element.end - element.start === 5;
}

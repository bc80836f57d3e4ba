import { fail } from '../../bson/command-error.ts';
import { compareStrings } from '../../bson/compare.ts';
import { equalKey, type HashKey } from '../../bson/hash-keys.ts';
import { readNumeric, toInteger } from '../../bson/numeric.ts';
import { decodeElement, nameOfType, readString, type Value } from '../../bson/value.ts';
import { BSON_TYPE, elementAt, rawFields, type Element, type RawField } from '../../storage/raw-fields.ts';
import { wholeOf } from '../comparison.ts';

/** Tells whether a value that is there fulfils a keyword or a schema. */
export type SchemaTest = (bytes: Buffer, element: Element) => boolean;

/** The keywords of one schema. */
export type Keywords = ReadonlyMap<string, RawField>;

/** @throws CommandError 14 */
export function wrongType(keyword: string, expected: string, field: RawField): never {
  return fail(
    14,
    `$jsonSchema keyword '${keyword}' must be ${expected}, but got type ${nameOfType(field.type)}`,
  );
}

export function documentOf(keyword: string, field: RawField): Buffer {
  return field.type === BSON_TYPE.document ? field.bytes : wrongType(keyword, 'an object', field);
}

export function booleanOf(keyword: string, field: RawField): boolean {
  return field.type === BSON_TYPE.boolean ? field.bytes[0] === 1 : wrongType(keyword, 'a boolean', field);
}

export function stringOf(keyword: string, field: RawField): string {
  return field.type === BSON_TYPE.string
    ? readString(field.bytes, wholeOf(field))
    : wrongType(keyword, 'a string', field);
}

export function arrayOf(keyword: string, field: RawField): RawField[] {
  if (field.type !== BSON_TYPE.array) return wrongType(keyword, 'an array', field);
  return [...rawFields(field.bytes)].map(([, item]) => item);
}

/** A count of characters, elements or fields. @throws CommandError 14, or 9 for one that is no such count */
export function countOf(keyword: string, field: RawField): number {
  const number = readNumeric(field.bytes, wholeOf(field));
  if (number === undefined) return wrongType(keyword, 'a number', field);
  const count = toInteger(number);
  if (count === undefined) return fail(9, `Expected an integer: ${keyword}`);
  if (count < 0n) return fail(9, `Expected a non-negative number in: ${keyword}: ${count}`);
  return Number(count);
}

/** @throws CommandError 14, or 9 for none at all or one that is there twice */
export function stringsOf(keyword: string, field: RawField): string[] {
  const strings = arrayOf(keyword, field).map((item) => stringOf(keyword, item));
  if (strings.length === 0) fail(9, `$jsonSchema keyword '${keyword}' cannot be an empty array`);
  if (new Set(strings).size < strings.length) {
    fail(9, `$jsonSchema keyword '${keyword}' array cannot contain duplicate values`);
  }
  return strings;
}

/** The same for values that are equal when the order of fields does not count. */
export function unorderedKey(bytes: Buffer, element: Element): HashKey {
  return equalKey(withSortedFields(decodeElement(bytes, element)));
}

function withSortedFields(value: Value): Value {
  if (Array.isArray(value)) return value.map(withSortedFields);
  if (!(value instanceof Map)) return value;
  const fields = [...value].toSorted(([a], [b]) => compareStrings(a, b));
  return new Map(fields.map(([name, field]) => [name, withSortedFields(field)]));
}

/** The keyword says something of one type only; other values fulfil it. */
export function ofType(type: number, test: SchemaTest): SchemaTest {
  return (bytes, element) => element.type !== type || test(bytes, element);
}

/** The fields of a document, or the elements of an array. */
export function* children(bytes: Buffer, container: Element): Generator<[name: string, element: Element]> {
  for (let position = container.start + 4; position < container.end - 1;) {
    const [element, after] = elementAt(bytes, position);
    yield [bytes.utf8Slice(position + 1, element.start - 1), element];
    position = after;
  }
}

export function countChildren(bytes: Buffer, container: Element): number {
  let count = 0;
  for (let position = container.start + 4; position < container.end - 1; count += 1) {
    [, position] = elementAt(bytes, position);
  }
  return count;
}

import { fail } from '../bson/command-error.ts';
import { elementHashKey, type HashKey } from '../bson/hash-keys.ts';
import { compareElements } from '../bson/compare.ts';
import { readNumeric, toDouble } from '../bson/numeric.ts';
import { fieldText } from '../bson/text.ts';
import { decodeField, nameOfType } from '../bson/value.ts';
import { BsonWriter } from '../bson/writer.ts';
import { wholeOf } from '../query/comparison.ts';
import { compileFilter } from '../query/filter.ts';
import { isOperatorDocument } from '../query/matcher.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { Modifier, ModifierCompiler, ModifierContext } from './modifier.ts';
import { arrayOf, itemsOf, rawOf, type Node } from './tree.ts';

/** A condition that begins with one of these operators is about a document's fields, not about the item itself. */
const OF_DOCUMENTS = new Set(['$and', '$or', '$nor', '$not', '$expr', '$jsonSchema', '$text', '$where']);

export function arrayItems(field: RawField): RawField[] {
  return [...rawFields(field.bytes)].map(([, item]) => item);
}

export const compileAddToSet: ModifierCompiler = (path, argument, { collation }) => {
  const values = valuesToAdd(argument);
  const byComparing = collation !== undefined;
  return (current) => {
    if (current && current.type !== BSON_TYPE.array) {
      fail(
        2,
        `Cannot apply $addToSet to non-array field. Field named '${path.slice(path.lastIndexOf('.') + 1)}' has ` +
          `non-array type ${nameOfType(current.type)}`,
      );
    }
    const items = current ? itemsOf(current) : [];
    const before = items.length;
    const keys = new Set(items.map((item) => keyOf(rawOf(item))));
    for (const value of values) {
      const isThere = byComparing ? items.some((item) => equal(rawOf(item), value)) : keys.has(keyOf(value));
      if (isThere) continue;
      items.push(value);
      keys.add(keyOf(value));
    }
    return current && items.length === before ? current : arrayOf(items);
  };

  function equal(a: RawField, b: RawField): boolean {
    return compareElements(a.bytes, wholeOf(a), b.bytes, wholeOf(b), collation) === 0;
  }
};

function keyOf(item: RawField): HashKey {
  return elementHashKey(item.bytes, wholeOf(item));
}

function valuesToAdd(argument: RawField): RawField[] {
  if (argument.type !== BSON_TYPE.document) return [argument];
  const [first, ...others] = rawFields(argument.bytes);
  if (first?.[0] !== '$each') return [argument];
  if (first[1].type !== BSON_TYPE.array) {
    fail(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${nameOfType(first[1].type)}`,
    );
  }
  if (others.length > 0) {
    fail(
      2,
      `Found unexpected fields after $each in $addToSet: {${fieldText('$each', decodeField(first[1]))}}`,
    );
  }
  return arrayItems(first[1]);
}

export const compilePop: ModifierCompiler = (path, argument) => {
  const number = readNumeric(argument.bytes, wholeOf(argument));
  if (number === undefined) fail(9, `Expected a number in: ${fieldText(path, decodeField(argument))}`);
  const end = toDouble(number);
  if (!Number.isInteger(end)) fail(9, `Expected an integer: ${fieldText(path, decodeField(argument))}`);
  if (end !== 1 && end !== -1) fail(9, `$pop expects 1 or -1, found: ${end}`);
  return (current, _run, taken) => {
    if (!current) return undefined;
    if (current.type !== BSON_TYPE.array) {
      fail(14, `Path '${taken}' contains an element of non-array type '${nameOfType(current.type)}'`);
    }
    const items = itemsOf(current);
    if (items.length === 0) return current;
    return arrayOf(end === 1 ? items.slice(0, -1) : items.slice(1));
  };
};

export const compilePull: ModifierCompiler = (_path, argument, context) =>
  culling(conditionOf(argument, context));

export const compilePullAll: ModifierCompiler = (_path, argument, { collation }) => {
  if (argument.type !== BSON_TYPE.array) {
    fail(2, `$pullAll requires an array argument but was given a ${nameOfType(argument.type)}`);
  }
  const values = arrayItems(argument);
  return culling((item) =>
    values.some(
      (value) => compareElements(item.bytes, wholeOf(item), value.bytes, wholeOf(value), collation) === 0,
    ),
  );
};

/** Takes away the items of an array that fulfil a condition. */
function culling(fulfils: (item: RawField) => boolean): Modifier {
  return (current) => {
    if (!current) return undefined;
    if (current.type !== BSON_TYPE.array) fail(2, 'Cannot apply $pull to a non-array value');
    const items: Node[] = itemsOf(current);
    const kept = items.filter((item) => !fulfils(rawOf(item)));
    return kept.length === items.length ? current : arrayOf(kept);
  };
}

/** What `$pull` takes away: what is equal, what operators match, or documents that a filter matches. */
function conditionOf(argument: RawField, { collation, scope }: ModifierContext): (item: RawField) => boolean {
  const options = { collation, scope, restricted: true };
  const isDocument = argument.type === BSON_TYPE.document;
  const [first] = isDocument ? rawFields(argument.bytes) : [];
  if (argument.type === BSON_TYPE.regex || (isOperatorDocument(argument) && !OF_DOCUMENTS.has(first![0]))) {
    const filter = compileFilter(wrapped(argument), options);
    return (item) => filter.matches(wrapped(item));
  }
  if (isDocument) {
    const filter = compileFilter(argument.bytes, options);
    return (item) => item.type === BSON_TYPE.document && filter.matches(item.bytes);
  }
  return (item) =>
    compareElements(item.bytes, wholeOf(item), argument.bytes, wholeOf(argument), collation) === 0;
}

/** A document whose one field has this value. */
export function wrapped(field: RawField, name = ''): Buffer {
  const writer = new BsonWriter();
  const start = writer.open();
  writer.rawField(name, field);
  writer.close(start);
  return writer.bytes();
}

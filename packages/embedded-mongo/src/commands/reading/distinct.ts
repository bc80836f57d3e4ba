import { CommandError } from '../../bson/command-error.ts';
import { elementHashKey, type HashKey } from '../../bson/hash-keys.ts';
import { rootElement } from '../../bson/value.ts';
import { findDistinct } from '../../planner/find-distinct.ts';
import { compilePath, type PathPart } from '../../query/path.ts';
import { Pace } from '../../session/cursors.ts';
import { BSON_TYPE, elementAt, findElement, type Element, type RawField } from '../../storage/raw-fields.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import type { Fields } from '../fields.ts';
import { findCollection, readNamespaceOf } from '../namespace.ts';
import { compileQuery, readCollation, readScope } from './query-fields.ts';

export const DISTINCT_FIELDS = {
  key: 'string!',
  query: 'document',
  collation: 'document',
  hint: 'value',
} as const;

const MAX_REPLY_BYTES = 16 * 1024 * 1024;

export async function distinctValues(
  context: CommandContext,
  fields: Fields<typeof DISTINCT_FIELDS>,
): Promise<RawField[]> {
  const { operation, view } = context;
  if (fields.key === '') throw new CommandError(2, 'The distinct key is not a field name');
  if (fields.key.includes('\0'))
    throw new CommandError(31_032, 'Key field cannot contain an embedded null byte');
  const collection = findCollection(context, readNamespaceOf(context));
  const collation = readCollation(fields.collation);
  const query = compileQuery(collection, {
    filter: fields.query,
    hint: fields.hint,
    collation,
    scope: readScope(context, undefined, collation),
    shown: [fields.key],
  });
  if (!collection) return [];
  const { parts } = compilePath(fields.key);
  const values = new Map<HashKey, RawField>();
  let bytes = 0;
  const add = (source: Buffer, element: Element): void => {
    const key = elementHashKey(source, element, collation?.textKey);
    if (values.has(key)) return;
    values.set(key, { type: element.type, bytes: source.subarray(element.start, element.end) });
    bytes += element.end - element.start + 10;
  };
  for await (const chunk of findDistinct(view, collection, query, fields.key, new Pace(operation))) {
    for (const { document } of chunk)
      for (const value of valuesAlong(document, rootElement(document), parts, 0)) add(document, value);
    if (bytes > MAX_REPLY_BYTES) throw new CommandError(17_217, 'distinct too big, 16mb cap');
  }
  return [...values.values()];
}

/**
 * The values at the end of a path, those of an array one by one. Unlike in a query, a number after an array is
 * a position and never a name.
 */
function* valuesAlong(
  bytes: Buffer,
  container: Element,
  parts: readonly PathPart[],
  depth: number,
): Generator<Element, void, void> {
  const element = findElement(bytes, container, parts[depth]!.name);
  if (!element) return;
  const isArray = element.type === BSON_TYPE.array;
  const next = parts[depth + 1];
  if (!next) {
    if (isArray) yield* elementsOf(bytes, element);
    else yield element;
  } else if (element.type === BSON_TYPE.document || (isArray && next.position !== undefined)) {
    yield* valuesAlong(bytes, element, parts, depth + 1);
  } else if (isArray) {
    for (const inner of elementsOf(bytes, element))
      if (inner.type === BSON_TYPE.document) yield* valuesAlong(bytes, inner, parts, depth + 1);
  }
}

function* elementsOf(bytes: Buffer, array: Element): Generator<Element> {
  for (let position = array.start + 4; position < array.end - 1;) {
    const [element, after] = elementAt(bytes, position);
    position = after;
    yield element;
  }
}

export const distinctCommand = defineCommand({
  names: ['distinct'],
  fields: DISTINCT_FIELDS,
  inTransaction: true,
  run: async (context, fields) => ({ values: await distinctValues(context, fields) }),
});

import { fail } from '../../bson/command-error.ts';
import { equalKey, type HashKey } from '../../bson/hash-keys.ts';
import { decodeDocument, decodeField, nameOfType, type Value } from '../../bson/value.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { compileFilter } from '../../query/filter.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { sizeOf, STAGE_LIMIT } from '../accumulator/memory.ts';
import type { Documents, Namespace } from '../context.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Expression } from '../expression/expression.ts';
import { splitPath } from '../expression/field-path.ts';
import { isNumber, toLong, wholeNumber } from '../expression/numbers.ts';
import { fieldName, Row } from '../row.ts';
import { equalsAny, findBy, valuesReader } from './equality-join.ts';
import { NestedPath } from './path.ts';
import type { StageCompiler, StageContext } from './stage.ts';

interface GraphSource {
  from: string;
  as: NestedPath;
  startWith: Expression;
  connectFrom: (row: Row) => Value[];
  connectTo: string;
  depthField: NestedPath | undefined;
  maxDepth: bigint | undefined;
  restriction: Buffer | undefined;
}

/** `$graphLookup`: breadth first, every document once. @throws CommandError 40099 to 40105, 40185, 40271 */
export const graphLookup: StageCompiler = (specification, context) => {
  const source = readGraphLookup(specification, context);
  const namespace = { database: context.namespace.database, collection: source.from };
  return async function* connected(rows) {
    for await (const chunk of rows) {
      const results: Row[] = [];
      for (const row of chunk)
        results.push(source.as.set(row, await search(row, source, namespace, context)));
      yield results;
    }
  };
};

const ID = fieldName('_id');

async function search(
  row: Row,
  { startWith, connectFrom, connectTo, depthField, maxDepth, restriction }: GraphSource,
  namespace: Namespace,
  context: StageContext,
): Promise<Value[]> {
  const textKey = context.scope.request.collation?.textKey;
  const visited = new Map<HashKey, Row>();
  const queried = new Set<HashKey>();
  let used = 0;
  const start = startWith.evaluate(row);
  // What is missing is connected to nothing, though null is to null.
  let frontier: Value[] = Array.isArray(start) ? start : start === undefined ? [] : [start];
  for (let depth = 0n; frontier.length > 0; depth += 1n) {
    if (maxDepth !== undefined && depth > maxDepth) break;
    const fresh = frontier.filter((value) => {
      const key = equalKey(value, textKey);
      const isNew = !queried.has(key);
      queried.add(key);
      return isNew;
    });
    frontier = [];
    if (fresh.length === 0) break;
    for await (const chunk of connectedTo(fresh, connectTo, restriction, namespace, context)) {
      for (const document of chunk) {
        const found = new Row(document);
        const key = idKey(found, namespace);
        if (visited.has(key)) continue;
        const result = depthField ? depthField.set(found, depth) : found;
        visited.set(key, result);
        used += document.length;
        if (used > STAGE_LIMIT) fail(40_099, '$graphLookup reached maximum memory consumption');
        for (const value of connectFrom(found)) frontier.push(value);
        used += sizeOf(frontier.at(-1));
        const pause = context.operation.step();
        if (pause) await pause;
      }
    }
  }
  return [...visited.values()].map((found) => found.toMap());
}

function idKey(row: Row, { collection }: Namespace): HashKey {
  const id = row.get(ID);
  if (id === undefined) {
    fail(
      40_271,
      `Documents in the '${collection}' namespace must contain an _id for de-duplication in $graphLookup`,
    );
  }
  return equalKey(id);
}

function connectedTo(
  values: readonly Value[],
  field: string,
  restriction: Buffer | undefined,
  namespace: Namespace,
  context: StageContext,
): Documents {
  const demands: Value[] = [
    decodeDocument(
      equalsAny(
        field,
        values.map((value) => value ?? null),
      ),
    ),
  ];
  // What has no such field is connected to nothing, not even to null.
  if (values.some((value) => value === null || value === undefined)) {
    demands.push(new Map([[field, new Map([['$exists', true]])]]));
  }
  if (restriction) demands.push(decodeDocument(restriction));
  const filter = encodeDocument(new Map([['$and', demands]]));
  return context.reader.prepare(namespace, findBy(filter, context))();
}

const TEXTS = new Set(['from', 'as', 'connectFromField', 'connectToField', 'depthField']);

function readGraphLookup(specification: RawField, context: StageContext): GraphSource {
  if (specification.type !== BSON_TYPE.document) {
    fail(
      9,
      `the $graphLookup stage specification must be an object, but found ${nameOfType(specification.type)}`,
    );
  }
  const texts: Partial<Record<string, string>> = {};
  let startWith: Expression | undefined;
  let maxDepth: bigint | undefined;
  let restriction: Buffer | undefined;
  for (const [name, field] of rawFields(specification.bytes)) {
    if (name === 'startWith') startWith = compileExpression(field, context.scope);
    else if (name === 'maxDepth') maxDepth = depthOf(decodeField(field));
    else if (name === 'restrictSearchWithMatch') {
      if (field.type !== BSON_TYPE.document) {
        fail(40_185, `restrictSearchWithMatch must be an object, found ${nameOfType(field.type)}`);
      }
      compileFilter(field.bytes, { scope: context.scope });
      restriction = field.bytes;
    } else if (TEXTS.has(name)) {
      const text = decodeField(field);
      if (typeof text !== 'string') {
        return fail(
          name === 'from' ? 9 : 40_103,
          `expected string as argument for ${name}, found: ${nameOfType(field.type)}`,
        );
      }
      texts[name] = text;
    } else fail(40_104, `Unknown argument to $graphLookup: ${name}`);
  }
  const { from, as, connectFromField, connectToField, depthField } = texts;
  if (from === undefined) fail(9, "missing 'from' option to $graphLookup stage specification");
  if (from === '') fail(73, 'invalid $graphLookup namespace');
  if (!as || !startWith || !connectFromField || !connectToField) {
    return fail(
      40_105,
      "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
    );
  }
  splitPath(connectToField);
  return {
    from,
    as: new NestedPath(splitPath(as)),
    startWith,
    connectFrom: valuesReader(connectFromField),
    connectTo: connectToField,
    depthField: depthField === undefined ? undefined : new NestedPath(splitPath(depthField)),
    maxDepth,
    restriction,
  };
}

function depthOf(value: Value): bigint {
  if (!isNumber(value)) return fail(40_100, 'maxDepth must be numeric');
  if (toLong(value) < 0n) fail(40_101, `maxDepth requires a nonnegative argument, found: ${toLong(value)}`);
  return wholeNumber(value) ?? fail(40_102, 'maxDepth could not be represented as a long long');
}

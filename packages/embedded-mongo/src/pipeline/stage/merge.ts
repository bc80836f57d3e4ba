import { fail } from '../../bson/command-error.ts';
import {
  decodeDocument,
  decodeField,
  nameOfType,
  typeName,
  type Value,
  type ValueMap,
} from '../../bson/value.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import type { MergeWriter, Namespace } from '../context.ts';
import { compilerFor } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import { isNullish } from '../expression/numbers.ts';
import { checkVariableName } from '../expression/variables.ts';
import type { Row } from '../row.ts';
import { emptyCell, type Scope } from '../scope.ts';
import { NestedPath } from './path.ts';
import { stagesOf } from './specification.ts';
import { checkSize, type Stage, type StageContext } from './stage.ts';
import { withId } from './with-id.ts';

interface Merge {
  into: Namespace;
  on: string[];
  whenMatched: string | Buffer[];
  whenNotMatched: string;
  variables: RawField | undefined;
}

/** Pairs of what to do with a document that matches and one that does not; all others are refused. */
const SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  replace: ['insert', 'fail', 'discard'],
  merge: ['insert', 'fail', 'discard'],
  keepExisting: ['insert'],
  fail: ['insert'],
  pipeline: ['insert', 'fail', 'discard'],
};

/** @throws CommandError 14, 40414, 40415, 51178, 51181, 51186, 51187, 51199, 31465 */
export function readMerge(specification: RawField, { database }: Namespace): Merge {
  const merge: Merge = {
    into: { database, collection: '' },
    on: ['_id'],
    whenMatched: 'merge',
    whenNotMatched: 'insert',
    variables: undefined,
  };
  if (specification.type === BSON_TYPE.string) {
    merge.into.collection = decodeField(specification) as string;
    return merge;
  }
  if (specification.type !== BSON_TYPE.document) {
    fail(14, `$merge requires a string or object argument, but found ${nameOfType(specification.type)}`);
  }
  for (const [name, field] of rawFields(specification.bytes)) readOption(merge, name, field, database);
  if (merge.into.collection === '') fail(40_414, "BSON field '$merge.into' is missing but a required field");
  const matched = typeof merge.whenMatched === 'string' ? merge.whenMatched : 'pipeline';
  if (!SUPPORTED[matched]?.includes(merge.whenNotMatched)) {
    fail(
      51_181,
      `Combination of $merge modes 'whenMatched: ${matched}' and 'whenNotMatched: ${merge.whenNotMatched}' is not supported`,
    );
  }
  if (merge.variables && matched !== 'pipeline') {
    fail(51_199, `Cannot use 'let' variables with 'whenMatched: ${matched}' mode`);
  }
  return merge;
}

function readOption(merge: Merge, name: string, field: RawField, database: string): void {
  const value = decodeField(field);
  switch (name) {
    case 'into':
      merge.into = readInto(value, database);
      return;
    case 'on':
      merge.on = readOn(value);
      return;
    case 'let':
      if (!(value instanceof Map))
        fail(14, "BSON field '$merge.let' is the wrong type, expected type 'object'");
      merge.variables = field;
      return;
    case 'whenMatched':
      merge.whenMatched =
        field.type === BSON_TYPE.array ? stagesOf(field) : modeOf(value, name, Object.keys(SUPPORTED));
      return;
    case 'whenNotMatched':
      merge.whenNotMatched = modeOf(value, name, ['insert', 'discard', 'fail']);
      return;
    default:
      fail(40_415, `BSON field '$merge.${name}' is an unknown field.`);
  }
}

function modeOf(value: Value, name: string, modes: readonly string[]): string {
  if (typeof value !== 'string')
    return fail(51_191, `$merge '${name}' field must be a string, not ${typeName(value)}`);
  if (modes.includes(value) && value !== 'pipeline') return value;
  return fail(2, `Enumeration value '${value}' for field '$merge.${name}' is not a valid value.`);
}

function readInto(value: Value, database: string): Namespace {
  if (typeof value === 'string') return { database, collection: value };
  if (!(value instanceof Map)) {
    return fail(
      51_178,
      `$merge 'into' field must be either a string or an object, but found ${typeName(value)}`,
    );
  }
  const db = value.get('db') ?? database;
  const collection = value.get('coll');
  if (typeof db !== 'string' || typeof collection !== 'string')
    return fail(40_414, "BSON field '$merge.into.coll' is missing but a required field");
  return { database: db, collection };
}

function readOn(value: Value): string[] {
  const fields = Array.isArray(value) ? value : [value];
  if (fields.length === 0)
    fail(51_187, "If explicitly specifying $merge 'on', must include at least one field");
  const names = fields.map((field) => {
    if (typeof field === 'string') return field;
    return fail(
      Array.isArray(value) ? 51_134 : 51_186,
      "$merge 'on' field must be either a string or an array of strings",
    );
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) fail(31_465, `Found a duplicate field '${twice}'`);
  for (const name of names) splitPath(name);
  return names;
}

/** `$merge`: gives no rows. @throws CommandError 51183 without a unique index, 51132 and 51185 for a key */
export function compileMerge(merge: Merge, context: StageContext): Stage {
  const { writer } = context;
  if (!writer) return fail(238, '$merge is not supported here');
  const apply = compileWrite(merge, writer, context.scope);
  const keys = merge.on.map((name): [string, NestedPath] => [name, new NestedPath(splitPath(name))]);
  return async function* merged(rows) {
    if (!writer.hasUniqueIndex(merge.into, merge.on)) {
      fail(51_183, 'Cannot find index to verify that join fields will be unique');
    }
    for await (const chunk of rows) {
      for (const row of chunk) {
        const complete = merge.on.includes('_id') ? withId(row) : row;
        const query: ValueMap = new Map(
          keys.map(([name, path]): [string, Value] => [name, keyValue(path.get(complete), name)]),
        );
        await apply(encodeDocument(query), complete);
        const pause = context.operation.step();
        if (pause) await pause;
      }
    }
    yield* [];
  };
}

function keyValue(value: Value, name: string): Value {
  if (isNullish(value))
    fail(51_132, `$merge write error: 'on' field '${name}' cannot be missing, null or undefined`);
  if (Array.isArray(value)) fail(51_185, `$merge write error: 'on' field '${name}' cannot be an array`);
  return value;
}

type Write = (query: Buffer, row: Row) => Promise<void>;

function compileWrite(
  { into, whenMatched, whenNotMatched, variables }: Merge,
  writer: MergeWriter,
  scope: Scope,
): Write {
  const upsert = whenNotMatched === 'insert';
  const checkMatched = (matched: number): void => {
    if (matched === 0 && whenNotMatched === 'fail') {
      fail(
        13_113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    }
  };
  if (typeof whenMatched !== 'string') {
    return pipelineWrite(variables, scope, async (query, row, inner) => {
      const matched = await writer.update(into, query, whenMatched, { upsert: false, scope: inner });
      if (matched === 0 && upsert) await writer.insert(into, checkSize(withId(row).toBytes()));
      else checkMatched(matched);
    });
  }
  return async (query, row) => {
    const document = checkSize(row.toBytes());
    if (whenMatched === 'fail') return writer.insert(into, checkSize(withId(row).toBytes()));
    const update =
      whenMatched === 'replace'
        ? document
        : encodeDocument(
            new Map([[whenMatched === 'merge' ? '$set' : '$setOnInsert', decodeDocument(document)]]),
          );
    checkMatched(await writer.update(into, query, update, { upsert, scope }));
    return undefined;
  };
}

/** A pipeline sees the row as `$$new`, or what `let` makes of it. */
function pipelineWrite(
  variables: RawField | undefined,
  scope: Scope,
  write: (query: Buffer, row: Row, inner: Scope) => Promise<void>,
): Write {
  const fields = variables ? decodeField(variables) : new Map<string, Value>();
  const compiler = compilerFor(scope);
  const bindings = new Map<string, Value>([['new', '$$ROOT'], ...(fields as Map<string, Value>)]);
  if (bindings.get('new') !== '$$ROOT') {
    fail(51_273, "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'");
  }
  const cells = [...bindings].map(([name, value]) => {
    checkVariableName(name);
    return { name, cell: emptyCell(), evaluate: compiler.compile(value).evaluate };
  });
  const inner = scope.with(new Map(cells.map(({ name, cell }) => [name, cell])));
  return async (query, row) => {
    for (const { cell, evaluate } of cells) cell.value = evaluate(row);
    await write(query, row, inner);
  };
}

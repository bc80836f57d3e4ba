import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType, typeName, type Value } from '../../bson/value.ts';
import { readFields } from '../../commands/fields.ts';
import { assertDatabaseName } from '../../commands/namespace.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import type { Namespace } from '../context.ts';
import { splitPath } from '../expression/field-path.ts';
import { INTERNAL_DATABASES } from './out.ts';
import { stagesOf } from './specification.ts';

/** A `$merge` as it was asked for. */
export interface Merge {
  into: Namespace;
  /** `_id` when it is not told. */
  on: string[] | undefined;
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

/** Those that may also be null, which tells nothing. */
const OPTIONAL: ReadonlySet<string> = new Set(['let', 'whenNotMatched']);

/** @throws CommandError 51182, 5786800, 5786801, 40414, 40415, 51178, 51181, 51186, 51187, 51199, 31465, 31319, 31320, 73 */
export function readMerge(specification: RawField, { database }: Namespace): Merge {
  const merge: Merge = {
    into: { database, collection: '' },
    on: undefined,
    whenMatched: 'merge',
    whenNotMatched: 'insert',
    variables: undefined,
  };
  if (specification.type === BSON_TYPE.string) {
    merge.into.collection = decodeField(specification) as string;
    if (merge.into.collection === '') fail(5_786_800, '$merge needs the name of a collection');
    checkTarget(merge.into);
    return merge;
  }
  if (specification.type !== BSON_TYPE.document) {
    fail(51_182, `$merge requires a string or object argument, but found ${nameOfType(specification.type)}`);
  }
  let isTold = false;
  for (const [name, field] of rawFields(specification.bytes)) {
    if (name === 'into') isTold = true;
    if (field.type === BSON_TYPE.null && OPTIONAL.has(name)) continue;
    readOption(merge, name, field, database);
  }
  if (!isTold) fail(40_414, "BSON field '$merge.into' is missing but a required field");
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
      merge.into = readInto(field, database);
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
        field.type === BSON_TYPE.array
          ? stagesOf(field)
          : modeOf(value, name, 51_191, Object.keys(SUPPORTED));
      return;
    case 'whenNotMatched':
      merge.whenNotMatched = modeOf(value, name, 14, ['insert', 'discard', 'fail']);
      return;
    default:
      fail(40_415, `BSON field '$merge.${name}' is an unknown field.`);
  }
}

function modeOf(value: Value, name: string, code: number, modes: readonly string[]): string {
  if (typeof value !== 'string')
    return fail(code, `$merge '${name}' field must be a string, not ${typeName(value)}`);
  if (modes.includes(value) && value !== 'pipeline') return value;
  return fail(2, `Enumeration value '${value}' for field '$merge.${name}' is not a valid value.`);
}

/** @throws CommandError 51178, 5786801, 40415, 14, 73, 31319, 31320 */
function readInto(field: RawField, database: string): Namespace {
  let into: Namespace;
  if (field.type === BSON_TYPE.document) {
    const { db = database, coll = '' } = readFields('$merge.into', field.bytes, NAMESPACE_FIELDS);
    into = { database: db, collection: coll };
  } else {
    const collection = decodeField(field);
    if (typeof collection !== 'string') {
      return fail(
        51_178,
        `$merge 'into' field must be either a string or an object, but found ${nameOfType(field.type)}`,
      );
    }
    if (collection === '') fail(5_786_801, "$merge 'into' needs the name of a collection");
    into = { database, collection };
  }
  checkTarget(into);
  return into;
}

const NAMESPACE_FIELDS = { db: 'string', coll: 'string' } as const;

function checkTarget({ database, collection }: Namespace): void {
  assertDatabaseName(database);
  if (collection === '') fail(73, `Invalid $merge target namespace: '${database}.'`);
  if (collection.startsWith('system.')) {
    fail(31_319, `Cannot $merge to special collection: ${collection}`);
  }
  if (INTERNAL_DATABASES.has(database)) fail(31_320, `Cannot $merge to internal database: ${database}`);
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

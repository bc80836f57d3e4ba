import { fail } from '../../bson/command-error.ts';
import { nameOfType } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import {
  combination,
  counted,
  dependencies,
  items,
  properties,
  required,
  uniqueItems,
} from './containers.ts';
import { documentOf, stringOf, type Keywords, type SchemaTest } from './keywords.ts';
import {
  bound,
  bsonType,
  jsonType,
  maxLength,
  minLength,
  multipleOf,
  oneOfValues,
  pattern,
} from './scalars.ts';

/** Keywords of JSON Schema, draft 4, that MongoDB refuses too. */
const UNSUPPORTED = new Set(['$ref', '$schema', 'default', 'definitions', 'format', 'id']);

/** MongoDB's own, for fields that a client has encrypted. */
const ENCRYPTION = new Set(['encrypt', 'encryptMetadata']);

/** Each compiles one keyword. */
const KEYWORDS: ReadonlyMap<string, (field: RawField) => SchemaTest | undefined> = new Map<
  string,
  (field: RawField) => SchemaTest | undefined
>([
  ['bsonType', bsonType],
  ['type', jsonType],
  ['enum', oneOfValues],
  ['multipleOf', multipleOf],
  ['minLength', minLength],
  ['maxLength', maxLength],
  ['pattern', pattern],
  ['required', (field) => required(field)],
  ['uniqueItems', uniqueItems],
  ['minItems', (field) => counted('minItems', field)],
  ['maxItems', (field) => counted('maxItems', field)],
  ['minProperties', (field) => counted('minProperties', field)],
  ['maxProperties', (field) => counted('maxProperties', field)],
  ['dependencies', (field) => dependencies(field, compileSchema)],
  ['allOf', (field) => combination('allOf', field, compileSchema)],
  ['anyOf', (field) => combination('anyOf', field, compileSchema)],
  ['oneOf', (field) => combination('oneOf', field, compileSchema)],
  ['not', compileNot],
  ['title', (field) => checkText('title', field)],
  ['description', (field) => checkText('description', field)],
]);

/** Keywords that are read together with others. */
const TOGETHER = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'additionalItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
]);

/**
 * Compiles `$jsonSchema`.
 * @returns a test of a document
 * @throws CommandError 9 for a keyword that is unknown or wrong, 14 for one of the wrong type, 238 for encryption
 */
export function compileJsonSchema(field: RawField): SchemaTest {
  if (field.type !== BSON_TYPE.document) {
    return fail(14, `$jsonSchema must be an object, but got type ${nameOfType(field.type)}`);
  }
  return compileSchema(field.bytes);
}

function compileSchema(schema: Buffer): SchemaTest {
  const keywords: Keywords = new Map(rawFields(schema));
  if (keywords.has('bsonType') && keywords.has('type')) {
    fail(9, "Cannot specify both $jsonSchema keywords 'bsonType' and 'type'");
  }
  const tests: (SchemaTest | undefined)[] = [];
  for (const [keyword, field] of keywords) {
    const compile = KEYWORDS.get(keyword);
    if (compile) tests.push(compile(field));
    else if (!TOGETHER.has(keyword)) refuse(keyword);
  }
  tests.push(
    bound('minimum', keywords),
    bound('maximum', keywords),
    properties(keywords, compileSchema),
    items(keywords, compileSchema),
  );
  const demanded = tests.filter((test) => test !== undefined);
  return (bytes, element) => demanded.every((test) => test(bytes, element));
}

function compileNot(field: RawField): SchemaTest {
  const test = compileSchema(documentOf('not', field));
  return (bytes, element) => !test(bytes, element);
}

function checkText(keyword: string, field: RawField): undefined {
  stringOf(keyword, field);
}

function refuse(keyword: string): never {
  if (ENCRYPTION.has(keyword)) {
    return fail(
      238,
      `$jsonSchema keyword '${keyword}' is not supported here: nothing knows of encrypted fields`,
    );
  }
  if (UNSUPPORTED.has(keyword)) return fail(9, `$jsonSchema keyword '${keyword}' is not currently supported`);
  return fail(9, `Unknown $jsonSchema keyword: ${keyword}`);
}

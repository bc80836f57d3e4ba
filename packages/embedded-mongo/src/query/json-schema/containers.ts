import { fail } from '../../bson/command-error.ts';
import { BSON_TYPE, findElement, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { compileRegex } from '../regex.ts';
import {
  arrayOf,
  booleanOf,
  children,
  countChildren,
  countOf,
  documentOf,
  ofType,
  stringsOf,
  unorderedKey,
  type Keywords,
  type SchemaTest,
} from './keywords.ts';

/** Compiles a schema inside another. */
export type Subschema = (schema: Buffer) => SchemaTest;

const ANYTHING: SchemaTest = () => true;
const NOTHING: SchemaTest = () => false;

/** `true` allows anything, `false` nothing, and a schema what fulfils it. */
function additional(keyword: string, field: RawField | undefined, subschema: Subschema): SchemaTest {
  if (!field) return ANYTHING;
  if (field.type === BSON_TYPE.document) return subschema(field.bytes);
  return booleanOf(keyword, field) ? ANYTHING : NOTHING;
}

export function required(field: RawField, keyword = 'required'): SchemaTest {
  const names = stringsOf(keyword, field).map((name) => {
    if (name.includes('\0'))
      fail(9_867_600, `$jsonSchema keyword '${keyword}' cannot name a field with a null byte`);
    return Buffer.from(name);
  });
  return ofType(BSON_TYPE.document, (bytes, element) =>
    names.every((name) => findElement(bytes, element, name) !== undefined),
  );
}

/** `properties`, `patternProperties` and `additionalProperties`, which are about one another. */
export function properties(keywords: Keywords, subschema: Subschema): SchemaTest | undefined {
  const named = namedSchemas('properties', keywords, subschema);
  const patterns = [...namedSchemas('patternProperties', keywords, subschema)].map(
    ([source, test]) => [compileRegex({ source, options: '' }), test] as const,
  );
  const others = additional('additionalProperties', keywords.get('additionalProperties'), subschema);
  if (named.size === 0 && patterns.length === 0 && others === ANYTHING) return undefined;
  return ofType(BSON_TYPE.document, (bytes, element) => {
    for (const [name, field] of children(bytes, element)) {
      const test = named.get(name);
      if (test && !test(bytes, field)) return false;
      let known = test !== undefined;
      for (const [regex, ofPattern] of patterns) {
        if (!regex.test(name)) continue;
        known = true;
        if (!ofPattern(bytes, field)) return false;
      }
      if (!known && !others(bytes, field)) return false;
    }
    return true;
  });
}

function namedSchemas(keyword: string, keywords: Keywords, subschema: Subschema): Map<string, SchemaTest> {
  const field = keywords.get(keyword);
  const tests = new Map<string, SchemaTest>();
  if (!field) return tests;
  for (const [name, schema] of rawFields(documentOf(keyword, field))) {
    tests.set(name, subschema(documentOf(`${keyword}.${name}`, schema)));
  }
  return tests;
}

/** A field requires other fields, or that the document fulfils a schema. */
export function dependencies(field: RawField, subschema: Subschema): SchemaTest {
  const tests = [...rawFields(documentOf('dependencies', field))].map(([name, dependency]) => {
    const key = Buffer.from(name);
    const test =
      dependency.type === BSON_TYPE.document
        ? subschema(dependency.bytes)
        : required(dependency, `dependencies.${name}`);
    return [key, test] as const;
  });
  return ofType(BSON_TYPE.document, (bytes, element) =>
    tests.every(([key, test]) => !findElement(bytes, element, key) || test(bytes, element)),
  );
}

/** `items` and `additionalItems`. */
export function items(keywords: Keywords, subschema: Subschema): SchemaTest | undefined {
  const field = keywords.get('items');
  const others = additional('additionalItems', keywords.get('additionalItems'), subschema);
  if (!field) return undefined;
  if (field.type === BSON_TYPE.document) {
    const test = subschema(field.bytes);
    return ofType(BSON_TYPE.array, (bytes, element) => {
      for (const [, item] of children(bytes, element)) if (!test(bytes, item)) return false;
      return true;
    });
  }
  const tests = arrayOf('items', field).map((schema) => subschema(documentOf('items', schema)));
  return ofType(BSON_TYPE.array, (bytes, element) => {
    let index = 0;
    for (const [, item] of children(bytes, element)) {
      const test = tests[index] ?? others;
      if (!test(bytes, item)) return false;
      index += 1;
    }
    return true;
  });
}

export function uniqueItems(field: RawField): SchemaTest {
  if (!booleanOf('uniqueItems', field)) return ANYTHING;
  return ofType(BSON_TYPE.array, (bytes, element) => {
    const keys = new Set<unknown>();
    let count = 0;
    for (const [, item] of children(bytes, element)) {
      keys.add(unorderedKey(bytes, item));
      count += 1;
    }
    return keys.size === count;
  });
}

const COUNTED = {
  minItems: [BSON_TYPE.array, 1],
  maxItems: [BSON_TYPE.array, -1],
  minProperties: [BSON_TYPE.document, 1],
  maxProperties: [BSON_TYPE.document, -1],
} as const;

export function counted(keyword: keyof typeof COUNTED, field: RawField): SchemaTest {
  const [type, sign] = COUNTED[keyword];
  const limit = countOf(keyword, field);
  return ofType(type, (bytes, element) => sign * (countChildren(bytes, element) - limit) >= 0);
}

/** `allOf`, `anyOf` and `oneOf`: how many of the schemas are to be fulfilled. */
export function combination(
  keyword: 'allOf' | 'anyOf' | 'oneOf',
  field: RawField,
  subschema: Subschema,
): SchemaTest {
  const tests = arrayOf(keyword, field).map((schema) => subschema(documentOf(keyword, schema)));
  if (tests.length === 0) fail(9, `$jsonSchema keyword '${keyword}' must be a non-empty array`);
  if (keyword === 'allOf') return (bytes, element) => tests.every((test) => test(bytes, element));
  if (keyword === 'anyOf') return (bytes, element) => tests.some((test) => test(bytes, element));
  return (bytes, element) => tests.filter((test) => test(bytes, element)).length === 1;
}

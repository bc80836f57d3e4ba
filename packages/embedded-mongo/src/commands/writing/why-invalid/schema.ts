import { nameOfType, rootElement } from '../../../bson/value.ts';
import { compileJsonSchema } from '../../../query/json-schema/json-schema.ts';
import {
  arrayOf,
  countChildren,
  unorderedKey,
  type Keywords,
  type SchemaTest,
} from '../../../query/json-schema/keywords.ts';
import { BSON_TYPE, rawFields, type Element, type RawField } from '../../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument, type ReplyValue } from '../../../wire/reply.ts';
import {
  additionalItems,
  additionalProperties,
  dependencies,
  items,
  patternProperties,
  properties,
  required,
} from './schema-containers.ts';
import { annotationsOf, elementsOf, rawOf, type SchemaDetails } from './values.ts';

/** What is told of a value that does not fulfil a keyword. */
type Telling = (bytes: Buffer, element: Element) => ReplyDocument;

const considered: Telling = (bytes, element) => ({ consideredValue: rawOf(bytes, element) });

/** Keywords about the value itself, and why one does not fulfil them. */
const REASONS = new Map<string, [reason: string, telling: Telling]>([
  ['maximum', ['comparison failed', considered]],
  ['minimum', ['comparison failed', considered]],
  ['maxLength', ['specified string length was not satisfied', considered]],
  ['minLength', ['specified string length was not satisfied', considered]],
  ['pattern', ['regular expression did not match', considered]],
  ['multipleOf', ['considered value is not a multiple of the specified value', considered]],
  ['minItems', ['array did not match specified length', considered]],
  ['maxItems', ['array did not match specified length', considered]],
  ['uniqueItems', ['found a duplicate item', duplicate]],
  ['minProperties', ['specified number of properties was not satisfied', numberOfProperties]],
  ['maxProperties', ['specified number of properties was not satisfied', numberOfProperties]],
  ['enum', ['value was not found in enum', considered]],
  ['type', ['type did not match', consideredType]],
  ['bsonType', ['type did not match', consideredType]],
]);

/** A keyword that makes another one stricter. */
const STRICTER = new Map([
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
]);

type Compile = (keywords: Keywords, compile: (schema: Buffer) => SchemaDetails) => SchemaDetails;

/** All keywords in the order in which they are told. */
const KEYWORDS: readonly (readonly [keyword: string, compile: Compile])[] = [
  ...['maximum', 'minimum', 'maxLength', 'minLength', 'pattern', 'multipleOf'].map(plain),
  ...['minItems', 'maxItems', 'uniqueItems'].map(plain),
  ['items', items],
  ['additionalItems', additionalItems],
  ['properties', properties],
  ['patternProperties', patternProperties],
  ['additionalProperties', additionalProperties],
  ['required', required],
  ...['minProperties', 'maxProperties'].map(plain),
  ['dependencies', dependencies],
  ['allOf', combination('allOf')],
  ['anyOf', combination('anyOf')],
  ['oneOf', combination('oneOf')],
  ['not', not],
  ...['enum', 'type', 'bsonType'].map(plain),
];

/** Compiles what tells why a document does not fulfil a schema, which is known to be right. */
export function compileSchemaDetails(schema: Buffer): (document: Buffer) => ReplyDocument {
  const details = compileSchema(schema);
  const annotations = annotationsOf(schema);
  return (document) => ({
    ...annotations,
    schemaRulesNotSatisfied: details(document, rootElement(document)),
  });
}

function compileSchema(schema: Buffer): SchemaDetails {
  const keywords = new Map(rawFields(schema));
  const parts = KEYWORDS.filter(([keyword]) => keywords.has(keyword)).map(([, compile]) =>
    compile(keywords, compileSchema),
  );
  return (bytes, element) => parts.flatMap((part) => part(bytes, element));
}

function testOf(schema: ReplyDocument): SchemaTest {
  return compileJsonSchema({ type: BSON_TYPE.document, bytes: encodeReply(schema) });
}

function plain(keyword: string): [string, Compile] {
  const compile: Compile = (keywords) => {
    const specifiedAs: Record<string, RawField> = { [keyword]: keywords.get(keyword)! };
    const stricter = STRICTER.get(keyword);
    if (stricter !== undefined && keywords.has(stricter)) specifiedAs[stricter] = keywords.get(stricter)!;
    const test = testOf(specifiedAs);
    const [reason, telling] = REASONS.get(keyword)!;
    return (bytes, element) =>
      test(bytes, element)
        ? []
        : [{ operatorName: keyword, specifiedAs, reason, ...telling(bytes, element) }];
  };
  return [keyword, compile];
}

function combination(keyword: 'allOf' | 'anyOf' | 'oneOf'): Compile {
  return (keywords, compile) => {
    const schemas = arrayOf(keyword, keywords.get(keyword)!).map(({ bytes }) => ({
      test: compileJsonSchema({ type: BSON_TYPE.document, bytes }),
      annotations: annotationsOf(bytes),
      details: compile(bytes),
    }));
    return (bytes, element) => {
      const failing: ReplyValue[] = [];
      const matching: number[] = [];
      for (const [index, { test, annotations, details }] of schemas.entries()) {
        if (test(bytes, element)) matching.push(index);
        else failing.push({ index, ...annotations, details: details(bytes, element) });
      }
      if (keyword === 'allOf' ? failing.length === 0 : matching.length === 1) return [];
      if (matching.length === 0 || keyword === 'allOf') {
        return [{ operatorName: keyword, schemasNotSatisfied: failing }];
      }
      if (keyword === 'anyOf') return [];
      const reason = 'more than one subschema matched';
      return [{ operatorName: keyword, reason, matchingSchemaIndexes: matching }];
    };
  };
}

function not(keywords: Keywords): SchemaDetails {
  const test = compileJsonSchema(keywords.get('not')!);
  return (bytes, element) =>
    test(bytes, element) ? [{ operatorName: 'not', reason: 'child expression matched' }] : [];
}

function consideredType(bytes: Buffer, element: Element): ReplyDocument {
  return { ...considered(bytes, element), consideredType: nameOfType(element.type) };
}

function numberOfProperties(bytes: Buffer, element: Element): ReplyDocument {
  return { numberOfProperties: countChildren(bytes, element) };
}

function duplicate(bytes: Buffer, element: Element): ReplyDocument {
  const keys = new Set<unknown>();
  const duplicatedValue = elementsOf(bytes, element).find((item) => {
    const key = unorderedKey(bytes, item);
    if (keys.has(key)) return true;
    keys.add(key);
    return false;
  });
  return {
    ...considered(bytes, element),
    ...(duplicatedValue && { duplicatedValue: rawOf(bytes, duplicatedValue) }),
  };
}

import { arrayOf, children, stringsOf, type Keywords } from '../../../query/json-schema/keywords.ts';
import { compileRegex } from '../../../query/regex.ts';
import { BSON_TYPE, findElement, rawFields, type RawField } from '../../../storage/raw-fields.ts';
import type { ReplyDocument, ReplyValue } from '../../../wire/reply.ts';
import { annotationsOf, elementsOf, rawOf, type SchemaDetails } from './values.ts';

/** Compiles the details of a schema inside another. */
type CompileSchema = (schema: Buffer) => SchemaDetails;

const NOTHING: SchemaDetails = () => [];

export function items(keywords: Keywords, compile: CompileSchema): SchemaDetails {
  const field = keywords.get('items')!;
  if (field.type === BSON_TYPE.document) {
    const reason = 'At least one item did not match the sub-schema';
    return everyItem('items', reason, 0, compile(field.bytes));
  }
  const schemas = arrayOf('items', field).map(({ bytes }) => compile(bytes));
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.array) return [];
    const failing: ReplyValue[] = [];
    for (const [itemIndex, item] of elementsOf(bytes, element).slice(0, schemas.length).entries()) {
      const details = schemas[itemIndex]!(bytes, item);
      if (details.length > 0) failing.push({ itemIndex, details });
    }
    return failing.length > 0 ? [{ operatorName: 'items', details: failing }] : [];
  };
}

/** Those behind the ones that `items` has a schema for. */
export function additionalItems(keywords: Keywords, compile: CompileSchema): SchemaDetails {
  const field = keywords.get('additionalItems')!;
  const named = keywords.get('items');
  if (named?.type !== BSON_TYPE.array) return NOTHING;
  const from = arrayOf('items', named).length;
  if (field.type === BSON_TYPE.document) {
    const reason = 'At least one additional item did not match the sub-schema';
    return everyItem('additionalItems', reason, from, compile(field.bytes));
  }
  if (field.bytes[0] === 1) return NOTHING;
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.array) return [];
    const more = elementsOf(bytes, element).slice(from);
    if (more.length === 0) return [];
    return [
      { ...specified('additionalItems', field), additionalItems: more.map((each) => rawOf(bytes, each)) },
    ];
  };
}

function everyItem(operatorName: string, reason: string, from: number, schema: SchemaDetails): SchemaDetails {
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.array) return [];
    for (const [itemIndex, item] of elementsOf(bytes, element).entries()) {
      const details = itemIndex < from ? [] : schema(bytes, item);
      if (details.length > 0) return [{ operatorName, reason, itemIndex, details }];
    }
    return [];
  };
}

export function properties(keywords: Keywords, compile: CompileSchema): SchemaDetails {
  const schemas = schemasOf(keywords.get('properties'), compile).map(([name, schema, details]) => ({
    name: Buffer.from(name),
    heading: { propertyName: name, ...annotationsOf(schema) },
    details,
  }));
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.document) return [];
    const propertiesNotSatisfied: ReplyValue[] = [];
    for (const { name, heading, details } of schemas) {
      const property = findElement(bytes, element, name);
      const failing = property ? details(bytes, property) : [];
      if (failing.length > 0) propertiesNotSatisfied.push({ ...heading, details: failing });
    }
    return told('properties', { propertiesNotSatisfied });
  };
}

export function patternProperties(keywords: Keywords, compile: CompileSchema): SchemaDetails {
  const schemas = schemasOf(keywords.get('patternProperties'), compile).map(([source, , details]) => ({
    source,
    regex: compileRegex({ source, options: '' }),
    details,
  }));
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.document) return [];
    const failing: ReplyValue[] = [];
    for (const [propertyName, property] of children(bytes, element)) {
      for (const { source, regex, details } of schemas) {
        const ofProperty = regex.test(propertyName) ? details(bytes, property) : [];
        if (ofProperty.length > 0) failing.push({ propertyName, regexMatched: source, details: ofProperty });
      }
    }
    return told('patternProperties', { details: failing });
  };
}

/** Those that neither `properties` nor `patternProperties` speak of. */
export function additionalProperties(keywords: Keywords, compile: CompileSchema): SchemaDetails {
  const field = keywords.get('additionalProperties')!;
  if (field.type === BSON_TYPE.boolean && field.bytes[0] === 1) return NOTHING;
  const named = new Set(namesOf(keywords.get('properties')));
  const patterns = namesOf(keywords.get('patternProperties')).map((source) =>
    compileRegex({ source, options: '' }),
  );
  const schema = field.type === BSON_TYPE.document ? compile(field.bytes) : undefined;
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.document) return [];
    const others = [...children(bytes, element)].filter(
      ([name]) => !named.has(name) && !patterns.some((regex) => regex.test(name)),
    );
    if (!schema) {
      return others.length > 0
        ? [
            {
              ...specified('additionalProperties', field),
              additionalProperties: others.map(([name]) => name),
            },
          ]
        : [];
    }
    for (const [failingProperty, property] of others) {
      const details = schema(bytes, property);
      if (details.length === 0) continue;
      const reason = 'at least one additional property did not match the subschema';
      return [{ operatorName: 'additionalProperties', reason, failingProperty, details }];
    }
    return [];
  };
}

export function required(keywords: Keywords): SchemaDetails {
  const field = keywords.get('required')!;
  const names = stringsOf('required', field);
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.document) return [];
    const missingProperties = names.filter((name) => !findElement(bytes, element, Buffer.from(name)));
    return missingProperties.length > 0 ? [{ ...specified('required', field), missingProperties }] : [];
  };
}

export function dependencies(keywords: Keywords, compile: CompileSchema): SchemaDetails {
  const parts = [...rawFields(keywords.get('dependencies')!.bytes)].map(([conditionalProperty, field]) => ({
    conditionalProperty,
    names: field.type === BSON_TYPE.array ? stringsOf('dependencies', field) : undefined,
    schema: field.type === BSON_TYPE.document ? compile(field.bytes) : NOTHING,
  }));
  return (bytes, element) => {
    if (element.type !== BSON_TYPE.document) return [];
    const has = (name: string): boolean => findElement(bytes, element, Buffer.from(name)) !== undefined;
    const failingDependencies: ReplyValue[] = [];
    for (const { conditionalProperty, names, schema } of parts) {
      if (!has(conditionalProperty)) continue;
      const missingProperties = names?.filter((name) => !has(name)) ?? [];
      const details = schema(bytes, element);
      if (missingProperties.length > 0) failingDependencies.push({ conditionalProperty, missingProperties });
      if (details.length > 0) failingDependencies.push({ conditionalProperty, details });
    }
    return told('dependencies', { failingDependencies });
  };
}

/** Nothing, when the list in it is empty. */
function told(operatorName: string, list: Readonly<Record<string, ReplyValue[]>>): ReplyDocument[] {
  return Object.values(list).every(({ length }) => length === 0) ? [] : [{ operatorName, ...list }];
}

function specified(keyword: string, field: RawField): ReplyDocument {
  return { operatorName: keyword, specifiedAs: { [keyword]: field } };
}

function namesOf(field: RawField | undefined): string[] {
  return field ? [...rawFields(field.bytes)].map(([name]) => name) : [];
}

function schemasOf(
  field: RawField | undefined,
  compile: CompileSchema,
): [name: string, schema: Buffer, details: SchemaDetails][] {
  if (!field) return [];
  return [...rawFields(field.bytes)].map(([name, { bytes }]) => [name, bytes, compile(bytes)]);
}

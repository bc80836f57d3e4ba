import { CommandError } from '../bson/command-error.ts';
import { compileFilter } from '../query/filter.ts';
import { indexDefinition, type IndexDefinition } from '../storage/index-definition.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { encodeReply } from '../wire/reply.ts';
import { isNumber, numberOf, readFields, wrongType } from './fields.ts';
import { assertPartialFilter } from './partial-filter.ts';

const MAX_INDEX_FIELDS = 32;
const MAX_EXPIRE_SECONDS = 2 ** 31 - 1;

/** What an index that this server does not have is asked for with, and what to do instead. */
const REFUSED_KINDS = new Map([
  [
    'text',
    'text indexes are not supported: store folded words in a field of their own, or search in the application',
  ],
  ['2d', 'geographic indexes are not supported: index plain coordinates and filter by range'],
  ['2dsphere', 'geographic indexes are not supported: index plain coordinates and filter by range'],
  ['geoHaystack', 'geographic indexes are not supported: index plain coordinates and filter by range'],
  ['hashed', 'hashed indexes are not supported: an ascending index finds equal values as fast'],
  ['columnstore', 'column store indexes are not supported'],
]);

const OPTIONS = {
  key: 'document!',
  name: 'string',
  v: 'integer',
  ns: 'ignored',
  background: 'ignored',
  unique: 'boolean',
  sparse: 'boolean',
  hidden: 'boolean',
  expireAfterSeconds: 'value',
  partialFilterExpression: 'document',
  collation: 'document',
  storageEngine: 'ignored',
  weights: 'value',
  default_language: 'value',
  language_override: 'value',
  textIndexVersion: 'value',
  '2dsphereIndexVersion': 'value',
  bits: 'value',
  min: 'value',
  max: 'value',
  bucketSize: 'value',
  wildcardProjection: 'value',
  prepareUnique: 'value',
  clustered: 'boolean',
} as const;

const ONLY_FOR_REFUSED = [
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'wildcardProjection',
  'prepareUnique',
] as const;

export const ID_INDEX: IndexDefinition = indexDefinition(
  encodeReply({ v: 2, key: { _id: 1 }, name: '_id_' }),
);

/**
 * Reads what a client wants an index to be.
 * @throws CommandError 67 for a key that is none, 197 for an option that is not known or does not fit, 115 for
 *   a kind that is not supported here
 */
export function readIndexSpecification(specification: Buffer): IndexDefinition {
  const options = readOptions(specification);
  assertKey(options.key);
  for (const name of ONLY_FOR_REFUSED) {
    if (options[name]) throw new CommandError(197, `The index option '${name}' is not supported`);
  }
  const { v = 2 } = options;
  if (v !== 2 && v !== 1)
    throw new CommandError(67, `Invalid index specification; cannot create an index with v=${v}`);
  if (options.name === undefined) {
    throw new CommandError(9, "The 'name' field is a required property of an index specification");
  }
  if (options.name === '*') throw new CommandError(2, "The index name '*' is not valid.");
  if (options.name === '') throw new CommandError(67, 'The index name cannot be empty.');
  if (options.clustered)
    throw new CommandError(72, 'clustered indexes are not supported: every collection has an _id index');
  if (options.collation && !isSimple(options.collation)) {
    throw new CommandError(
      115,
      'indexes with a collation are not supported: store a folded or normalised text in a field of its own and index that',
    );
  }
  const fields = [...rawFields(options.key)];
  const isId = fields.length === 1 && fields[0]![0] === '_id';
  if (isId && numberOf(fields[0]![1]) !== 1) {
    throw new CommandError(2, "The field 'key' for an _id index must be { _id: 1 }");
  }
  const expireAfterSeconds =
    options.expireAfterSeconds && readExpiry(options.expireAfterSeconds, fields.length, isId);
  if (options.partialFilterExpression) {
    if (options.sparse)
      throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    if (isId)
      throw new CommandError(
        197,
        "The field 'partialFilterExpression' is not valid for an _id index specification.",
      );
    assertPartialFilter(options.partialFilterExpression);
    compileFilter(options.partialFilterExpression);
  }
  if (isId) {
    for (const name of ['unique', 'sparse', 'hidden'] as const) {
      if (name === 'hidden' && options.hidden) throw new CommandError(2, "can't hide _id index");
      if (options[name] === undefined || name === 'hidden') continue;
      if (name === 'unique' && options.unique) continue;
      if (options[name]) {
        throw new CommandError(197, `The field '${name}' is not valid for an _id index specification.`);
      }
    }
  }
  return indexDefinition(
    encodeReply({
      v: 2,
      key: options.key,
      name: isId ? '_id_' : options.name,
      ...(options.unique && !isId && { unique: true }),
      ...(options.sparse && { sparse: true }),
      ...(options.hidden && { hidden: true }),
      ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
      ...(options.partialFilterExpression && { partialFilterExpression: options.partialFilterExpression }),
    }),
  );
}

function readOptions(specification: Buffer): ReturnType<typeof readFields<typeof OPTIONS>> {
  try {
    return readFields('createIndexes.indexes', specification, OPTIONS);
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== 40_415) throw error;
    throw new CommandError(197, `${error.message} It is not valid for an index specification.`);
  }
}

function assertKey(key: Buffer): void {
  const names = new Set<string>();
  for (const [name, direction] of rawFields(key)) {
    if (names.has(name)) throw new CommandError(2, `The field '${name}' appears in the index key twice`);
    names.add(name);
    assertDirection(name, direction);
    assertFieldName(name);
  }
  if (names.size === 0) throw new CommandError(67, 'Index keys cannot be empty.');
  if (names.size > MAX_INDEX_FIELDS) {
    throw new CommandError(13_103, `Index key pattern has more than ${MAX_INDEX_FIELDS} fields`);
  }
}

function assertDirection(name: string, direction: RawField): void {
  if (direction.type === BSON_TYPE.string) {
    const kind = direction.bytes.utf8Slice(4, direction.bytes.length - 1);
    const reason = REFUSED_KINDS.get(kind);
    if (reason !== undefined) throw new CommandError(115, reason);
    throw new CommandError(67, `Unknown index plugin '${kind}'`);
  }
  if (!isNumber(direction)) {
    throw new CommandError(
      67,
      `Values in v:2 index key pattern cannot be of type ${direction.type}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  }
  const number = numberOf(direction);
  if (number === 0) throw new CommandError(67, 'Values in the index key pattern cannot be 0.');
  if (Number.isNaN(number))
    throw new CommandError(67, `Values in the index key pattern cannot be NaN: ${name}`);
}

function assertFieldName(name: string): void {
  if (name === '' || name.split('.').includes('')) {
    throw new CommandError(67, 'Index keys cannot contain an empty field.');
  }
  if (name === '$**' || name.endsWith('.$**')) {
    throw new CommandError(115, 'wildcard indexes are not supported: index the fields that queries name');
  }
  if (name.split('.').some((part) => part.startsWith('$') && !/^\$(?:id|ref|db)$/.test(part))) {
    throw new CommandError(67, `Index key contains an illegal field name: field name starts with '$'.`);
  }
}

function readExpiry(field: RawField, fields: number, isId: boolean): number {
  if (!isNumber(field)) throw wrongType('createIndexes.indexes.expireAfterSeconds', field.type, 'number');
  const seconds = numberOf(field);
  if (isId) {
    throw new CommandError(
      197,
      "The field 'expireAfterSeconds' is not valid for an _id index specification.",
    );
  }
  if (fields > 1) {
    throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL.');
  }
  if (Number.isNaN(seconds) || seconds < 0 || seconds > MAX_EXPIRE_SECONDS) {
    throw new CommandError(
      67,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range of 0 to ${MAX_EXPIRE_SECONDS}, is ${seconds}`,
    );
  }
  return Math.floor(seconds);
}

function isSimple(collation: Buffer): boolean {
  for (const [name, field] of rawFields(collation)) {
    if (name === 'locale')
      return field.type === BSON_TYPE.string && field.bytes.utf8Slice(4, field.bytes.length - 1) === 'simple';
  }
  return false;
}

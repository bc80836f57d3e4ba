import { CommandError } from '../../bson/command-error.ts';
import { compileCollation } from '../../query/collation.ts';
import { compileFilter } from '../../query/filter.ts';
import { indexDefinition, type IndexDefinition } from '../../storage/index-definition.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { encodeReply } from '../../wire/reply.ts';
import { assertStorageEngine } from './storage-engine.ts';
import { isNumber, numberOf, readFields, wrongType } from '../fields.ts';
import { assertPartialFilter } from './partial-filter.ts';

const MAX_INDEX_FIELDS = 32;
export const MAX_EXPIRE_SECONDS = 2 ** 31 - 1;

/** What an index that this server does not have is asked for with, and what to do instead. */
const REFUSED_KINDS = new Map([
  [
    'text',
    'text indexes are not supported: store folded words in a field of their own, or search in the application',
  ],
  ['2d', 'geographic indexes are not supported: index plain coordinates and filter by range'],
  ['2dsphere', 'geographic indexes are not supported: index plain coordinates and filter by range'],
  ['hashed', 'hashed indexes are not supported: an ascending index finds equal values as fast'],
  ['columnstore', 'column store indexes are not supported'],
]);

const OPTIONS = {
  key: 'document!',
  name: 'string',
  v: 'value',
  ns: 'ignored',
  // These two have no effect in MongoDB either.
  background: 'boolean',
  dropDups: 'boolean',
  unique: 'boolean',
  sparse: 'boolean',
  hidden: 'boolean',
  expireAfterSeconds: 'value',
  partialFilterExpression: 'document',
  collation: 'document',
  storageEngine: 'document',
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
  prepareUnique: 'boolean',
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
] as const;

/** What an `_id` index may be given; it is there anyhow. */
const ID_OPTIONS = { key: true, name: true, v: true, ns: true, collation: true };

export const ID_INDEX: IndexDefinition = indexDefinition(
  encodeReply({ v: 2, key: { _id: 1 }, name: '_id_' }),
);

/**
 * Reads what a client wants an index to be.
 * @param ignoreUnknown leave out options that are not known
 * @throws CommandError 67 for a key that is none, 197 for an option that is not known or does not fit, 115 for
 *   a kind that is not supported here
 */
export function readIndexSpecification(specification: Buffer, ignoreUnknown = false): IndexDefinition {
  const options = readOptions(ignoreUnknown ? known(specification) : specification);
  assertKey(options.key);
  const fields = [...rawFields(options.key)];
  const isId = isIdKey(fields);
  for (const name of ONLY_FOR_REFUSED) {
    if (options[name]) throw new CommandError(197, `The index option '${name}' is not supported`);
  }
  if (options.wildcardProjection) {
    throw new CommandError(2, "The field 'wildcardProjection' is only allowed in a wildcard index");
  }
  if (options.prepareUnique && options.unique) {
    throw new CommandError(67, "An index cannot be both 'unique' and 'prepareUnique'");
  }
  if (options.collation && compileCollation(options.collation)) {
    if (isId) throw new CommandError(2, 'The _id index must have the same collation as the collection');
    throw new CommandError(
      115,
      'indexes with a collation are not supported: store a folded or normalised text in a field of its own and index that',
    );
  }
  assertStorageEngine(options.storageEngine);
  assertPartialOptions(options);
  const expireAfterSeconds =
    options.expireAfterSeconds && readExpiry(options.expireAfterSeconds, fields.length);
  return indexDefinition(
    encodeReply({
      v: readVersion(options.v),
      key: options.key,
      name: isId ? '_id_' : readName(options.name),
      ...(options.unique && { unique: true }),
      ...(options.prepareUnique && { prepareUnique: true }),
      ...(options.sparse && { sparse: true }),
      ...(options.hidden && { hidden: true }),
      ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
      ...(options.partialFilterExpression && { partialFilterExpression: options.partialFilterExpression }),
    }),
  );
}

type Options = ReturnType<typeof readFields<typeof OPTIONS>>;

/** A specification without what is not known. */
function known(specification: Buffer): Buffer {
  return encodeReply(
    Object.fromEntries([...rawFields(specification)].filter(([name]) => Object.hasOwn(OPTIONS, name))),
  );
}

/** @throws CommandError 9 without a key or a name, 197 for an option that no such index may have */
function readOptions(specification: Buffer): Options {
  const given = new Map(rawFields(specification));
  for (const name of ['key', 'name']) {
    if (!given.has(name)) {
      throw new CommandError(9, `The '${name}' field is a required property of an index specification`);
    }
  }
  const { key, clustered } = Object.fromEntries(given);
  if (clustered) refuseClustered(clustered);
  const allowed =
    key?.type === BSON_TYPE.document && isIdKey([...rawFields(key.bytes)]) ? ID_OPTIONS : OPTIONS;
  for (const name of given.keys()) {
    if (!Object.hasOwn(allowed, name)) {
      throw new CommandError(
        197,
        `The field '${name}' is not valid for ${allowed === OPTIONS ? 'an' : 'an _id'} index specification.`,
      );
    }
  }
  return readFields('createIndexes.indexes', specification, OPTIONS);
}

/** @throws CommandError 238, or 6492800 for one that is not to be clustered, which may not be said */
function refuseClustered(field: RawField): never {
  if (field.type === BSON_TYPE.boolean && field.bytes[0] === 0) {
    throw new CommandError(6_492_800, "An index is not clustered by itself: leave 'clustered' out");
  }
  throw new CommandError(238, 'clustered indexes are not supported: every collection has an _id index');
}

/** @throws CommandError 2 for a key of only `_id` in descending order */
function isIdKey(fields: readonly [string, RawField][]): boolean {
  const [first, second] = fields;
  if (second || first?.[0] !== '_id' || !isNumber(first[1])) return false;
  const direction = numberOf(first[1]);
  if (direction === -1) throw new CommandError(2, "The field 'key' for an _id index must be { _id: 1 }");
  return direction === 1;
}

function readName(name: string | undefined): string {
  if (name === '*') throw new CommandError(2, "The index name '*' is not valid.");
  if (name === '_id_') throw new CommandError(2, "The index name '_id_' is reserved for the _id index");
  if (name === undefined || name === '') throw new CommandError(67, 'The index name cannot be empty.');
  if (name.includes('\0')) throw new CommandError(67, 'The index name cannot contain NUL bytes');
  return name;
}

function readVersion(field: RawField | undefined): number {
  if (!field) return 2;
  if (!isNumber(field)) throw wrongType('createIndexes.indexes.v', field.type, 'number');
  const version = numberOf(field);
  if (version === 1 || version === 2) return version;
  throw new CommandError(67, `Invalid index specification; cannot create an index with v=${version}`);
}

/** @throws CommandError 67, and what a filter throws */
function assertPartialOptions({ partialFilterExpression, sparse }: Options): void {
  if (!partialFilterExpression) return;
  if (sparse) throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  compileFilter(partialFilterExpression, { restricted: true });
  assertPartialFilter(partialFilterExpression);
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
  // Inside a document such names are those of a reference.
  if (name.startsWith('$') || name.split('.').some((part) => /^\$(?!(?:id|ref|db)$)/.test(part))) {
    throw new CommandError(67, `Index key contains an illegal field name: field name starts with '$'.`);
  }
}

function readExpiry(field: RawField, fields: number): number {
  if (!isNumber(field)) {
    throw new CommandError(67, "TTL index 'expireAfterSeconds' option must be numeric");
  }
  const seconds = numberOf(field);
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

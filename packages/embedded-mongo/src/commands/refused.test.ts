import type { Db, Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

/** One row for every row of the table in the README, and for what MongoDB refuses too. */
const REFUSED: [what: string, code: number, command: Document][] = [
  ['a command that does not exist', 59, { nonsense: 1 }],
  ['a field that the command does not have', 40_415, { find: 'films', nonsense: 1 }],
  ['a field of a wrong type', 14, { find: 'films', filter: 'x' }],
  ['a field that is missing', 40_414, { distinct: 'films' }],
  ['a negative skip', 51_024, { find: 'films', skip: -1 }],
  ['a negative time limit', 2, { find: 'films', maxTimeMS: -1 }],
  ['a time limit of more than an int', 2, { find: 'films', maxTimeMS: 2 ** 31 }],
  ['allowDiskUse that is no boolean', 14, { find: 'films', allowDiskUse: 'yes' }],
  ['a natural order of 2', 2, { find: 'films', hint: { $natural: 2 } }],
  ['a natural order beside another', 2, { find: 'films', sort: { $natural: 1, a: 1 } }],
  ['two natural orders', 2, { find: 'films', sort: { $natural: 1 }, hint: { $natural: -1 } }],
  ['a natural order from an index', 2, { find: 'films', sort: { $natural: 1 }, hint: { _id: 1 } }],
  [
    'options of $indexStats',
    28_803,
    { aggregate: 'films', pipeline: [{ $indexStats: { a: 1 } }], cursor: {} },
  ],
  ['the free room of one database', 238, { dbStats: 1, freeStorage: 1 }],
  ['only the numbers of another storage engine', 238, { collStats: 'films', numericOnly: true }],
  ['how an index was built', 238, { listIndexes: 'films', includeIndexBuildInfo: true }],
  ['statistics in units of 0', 51_024, { collStats: 'films', scale: 0 }],
  ['an _id index of another field', 2, { create: 'other', idIndex: { key: { a: 1 }, name: '_id_' } }],
  ['an index without a name', 9, { createIndexes: 'films', indexes: [{ key: { a: 1 } }] }],
  ['an index named *', 2, createIndex({ a: 1 }, { name: '*' })],
  ['a descending _id index', 2, createIndex({ _id: -1 })],
  ['a partial index with a pattern', 67, createIndex({ a: 1 }, { partialFilterExpression: { a: /x/ } })],
  [
    'to write what a linearizable read gives',
    72,
    {
      aggregate: 'films',
      pipeline: [{ $out: 'copy' }],
      cursor: {},
      readConcern: { level: 'linearizable' },
    },
  ],
  ['a text index', 115, createIndex({ title: 'text' })],
  ['a search index', 31_082, { createSearchIndexes: 'films', indexes: [{ definition: {} }] }],
  ['a geographic index', 115, createIndex({ place: '2dsphere' })],
  ['a hashed index', 115, createIndex({ title: 'hashed' })],
  ['a wildcard index', 115, createIndex({ '$**': 1 })],
  ['an index with a collation', 115, createIndex({ title: 1 }, { collation: { locale: 'sv' } })],
  ['a stage that does not exist', 40_324, aggregate({ $nonsense: {} })],
  ['an operator that does not exist', 2, { find: 'films', filter: { a: { $nonsense: 1 } } }],
  ['an expression that does not exist', 168, { find: 'films', filter: { $expr: { $nonsense: 1 } } }],
  ['an index option that does not exist', 197, createIndex({ title: 1 }, { nonsense: true })],
  ['an index without a key', 67, createIndex({})],
  ['an index key of 0', 67, createIndex({ title: 0 })],
  ['an index of unknown kind', 67, createIndex({ title: 'nonsense' })],
  ['a TTL index of two fields', 67, createIndex({ a: 1, b: 1 }, { expireAfterSeconds: 1 })],
  ['a negative expiry', 67, createIndex({ a: 1 }, { expireAfterSeconds: -1 })],
  ['a partial index with $ne', 67, createIndex({ a: 1 }, { partialFilterExpression: { a: { $ne: 1 } } })],
  ['an index of the same name with another key', 86, createIndex({ other: 1 }, { name: 'existing' })],
  ['the same index with another name', 85, createIndex({ existing: 1 }, { name: 'another' })],
  ['to drop the _id index', 72, { dropIndexes: 'films', index: '_id_' }],
  ['to drop an index that does not exist', 27, { dropIndexes: 'films', index: 'nonsense' }],
  ['a capped collection', 238, { create: 'capped', capped: true, size: 1_000 }],
  ['to make a collection capped', 238, { convertToCapped: 'films', size: 1_000 }],
  ['a capped copy', 238, { cloneCollectionAsCapped: 'films', toCollection: 'capped', size: 1_000 }],
  ['a clustered collection', 238, { create: 'other', clusteredIndex: { key: { _id: 1 }, unique: true } }],
  ['an encrypted collection', 238, { create: 'other', encryptedFields: { fields: [] } }],
  ['to make an index unique at once', 72, { collMod: 'films', index: { name: 'existing', unique: true } }],
  ['$near', 238, { find: 'films', filter: { place: { $near: [0, 0] } } }],
  ['$geoWithin', 238, { find: 'films', filter: { place: { $geoWithin: { $center: [[0, 0], 1] } } } }],
  [
    '$function',
    238,
    { find: 'films', filter: { $expr: { $function: { body: 'x', args: [], lang: 'js' } } } },
  ],
  ['$accumulator', 238, aggregate({ $group: { _id: 1, a: { $accumulator: {} } } })],
  ['a time series', 238, { create: 'series', timeseries: { timeField: 'at' } }],
  [
    'gaps to be filled with documents',
    238,
    aggregate({ $densify: { field: 'a', range: { step: 1, bounds: 'full' } } }),
  ],
  ['gaps to be filled with values', 238, aggregate({ $fill: { output: { a: { value: 0 } } } })],
  ['windows', 238, aggregate({ $setWindowFields: { output: {} } })],
  ['the key that a document was found by', 238, { find: 'films', returnKey: true }],
  ['a view', 238, { create: 'view', viewOn: 'films', pipeline: [] }],
  ['a collection with a collation', 238, { create: 'collated', collation: { locale: 'sv' } }],
  ['a validator that decides by chance', 3_040_500, { create: 'x', validator: { $expr: { $rand: {} } } }],
  ['a collection that exists with other options', 48, { create: 'films', validator: { a: 1 } }],
  ['a tailable cursor', 2, { find: 'films', tailable: true }],
  ['$where', 238, { find: 'films', filter: { $where: 'true' } }],
  ['$text', 27, { find: 'films', filter: { $text: { $search: 'x' } } }],
  ['a change stream', 238, { aggregate: 'films', pipeline: [{ $changeStream: {} }], cursor: {} }],
  [
    'a change stream of a database',
    238,
    { aggregate: 1, pipeline: [{ $changeStream: { allChangesForCluster: true } }], cursor: {} },
  ],
  ['a login', 18, { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: '', autoAuthorize: 1 }],
  ['an aggregation without a cursor', 9, { aggregate: 'films', pipeline: [] }],
  ['a hint to an index that does not exist', 2, { find: 'films', hint: 'nonsense' }],
  ['a collection name with a dollar', 73, { insert: 'a$b', documents: [{}] }],
  ['an empty collection name', 73, { insert: '', documents: [{}] }],
  ['a collection of the system', 73, { insert: 'system.users', documents: [{}] }],
  ['no documents at all', 16, { insert: 'films', documents: [] }],
  ['a read concern that does not exist', 9, { find: 'films', readConcern: { level: 'nonsense' } }],
  ['another version of the API', 322, { find: 'films', apiVersion: '2' }],
  [
    'a command outside of the strict API',
    323,
    { distinct: 'films', key: 'a', apiVersion: '1', apiStrict: true },
  ],
  ['a number of a retryable write on a command that is none', 50_768, { ping: 1, txnNumber: 1 }],
  ['a fail point without the test flag', 59, { configureFailPoint: 'failCommand', mode: 'off' }],
];

function aggregate(...pipeline: Document[]): Document {
  return { aggregate: 'films', pipeline, cursor: {} };
}

function createIndex(key: Document, options: Document = {}): Document {
  return { createIndexes: 'films', indexes: [{ key, name: 'made', ...options }] };
}

describe('what is not supported or not right', () => {
  let server: TestServer;
  let database: Db;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
    await database.collection('films').createIndex({ existing: 1 }, { name: 'existing' });
  });
  afterAll(() => server.close());

  it.each(REFUSED)('refuses %s with code %i', async (_what, code, command) => {
    expect(await codeOf(database.command(command))).toBe(code);
  });

  it.each<[string, number, Document]>([
    ['an _id that is an array', 53, { _id: [1] }],
    ['an _id that is a pattern', 53, { _id: /x/ }],
    ['an _id with an operator', 52, { _id: { $a: 1 } }],
    ['a document of more than 16 MB', 2, { text: 'x'.repeat(16 * 1024 * 1024) }],
    ['a document of yet 17 kB more', 10_334, { text: 'x'.repeat(16 * 1024 * 1024 + 17 * 1024) }],
  ])('refuses to store %s with code %i', async (_what, code, document) => {
    expect(await codeOf(database.collection('films').insertOne(document as never))).toBe(code);
  });

  it('tells of a write concern that one server cannot fulfil, and writes', async () => {
    const films = database.collection('films', { writeConcern: { w: 3 } });
    expect(await codeOf(films.insertOne({ title: 'T' }))).toBe(100);
    expect(await films.countDocuments({ title: 'T' })).toBe(1);
  });
});

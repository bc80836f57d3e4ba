import { UUID, type CollectionInfo, type Db, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

const index = (key: Document, options: Document = {}): Document => ({
  createIndexes: 'things',
  indexes: [{ key, name: 'made', ...options }],
});
const partial = (partialFilterExpression: Document): Document => index({ a: 1 }, { partialFilterExpression });
const change = (options: Document): Document => ({ collMod: 'things', index: { name: 'ttl', ...options } });

/** On a collection with an index `ttl` on `at`, which expires after 50 seconds, and one on `a` and `b`. */
const REFUSED: [what: string, code: number, command: Document][] = [
  ['an index without a key', 9, { createIndexes: 'things', indexes: [{ name: 'made' }] }],
  ['an index on a field of a reference that is not in one', 67, index({ $db: 1 })],
  ['an index that expires after a text', 67, index({ a: 1 }, { expireAfterSeconds: 'x' })],
  ['an index with a NUL in its name', 67, index({ a: 1 }, { name: 'a\0b' })],
  ['the name of the _id index for another', 2, index({ a: 1 }, { name: '_id_' })],
  ['a unique _id index', 197, index({ _id: 1 }, { unique: true })],
  ['an index in another storage engine', 72, index({ a: 1 }, { storageEngine: { wiredTiger: {} } })],
  ['a wildcardProjection of an ordinary index', 2, index({ a: 1 }, { wildcardProjection: { a: 1 } })],
  ['an index of another version', 67, index({ a: 1 }, { v: 3 })],
  [
    'a list of pending drops that is asked for by a text',
    14,
    { listCollections: 1, includePendingDrops: 'x' },
  ],
  ['a partial index with an operator that does not exist', 2, partial({ a: { $nonsense: 1 } })],
  ['a partial index with a pattern in a list', 67, partial({ a: { $in: [/x/] } })],
  ['a partial index with an expression', 224, partial({ $expr: true })],
  ['a partial index of five levels', 67, partial({ $and: [{ $and: [{ $and: [{ $and: [{ a: 1 }] }] }] }] })],
  [
    'two indexes of one name',
    86,
    {
      createIndexes: 'things',
      indexes: [
        { key: { x: 1 }, name: 'i' },
        { key: { y: 1 }, name: 'i' },
      ],
    },
  ],
  ['a collection with a name of 300 letters', 73, { create: 'a'.repeat(300) }],
  ['a size without capped', 72, { create: 'other', size: 100 }],
  ['capped without a size', 72, { create: 'other', capped: true }],
  ['no _id index', 72, { create: 'other', autoIndexId: false }],
  ['the collection of all views', 238, { create: 'system.views' }],
  ['a view of that name', 73, { create: 'system.views', viewOn: 'things' }],
  [
    'an _id index with a collation of its own',
    2,
    { create: 'other', idIndex: { key: { _id: 1 }, name: '_id_', collation: { locale: 'sv' } } },
  ],
  ['a clustered index', 238, index({ _id: 1 }, { clustered: true, unique: true })],
  ['an index that is not clustered', 6_492_800, index({ c: 1 }, { clustered: false })],
  [
    'the same index twice',
    68,
    { createIndexes: 'things', indexes: [1, 2].map(() => ({ key: { c: 1 }, name: 'made' })) },
  ],
  ['an index on two members', 278, { ...index({ c: 1 }), commitQuorum: 2 }],
  ['an index on members of another kind', 278, { ...index({ c: 1 }), commitQuorum: 'x' }],
  ['an index on so many members', 9, { ...index({ c: 1 }), commitQuorum: true }],
  ['how indexes are being built', 238, { listIndexes: 'things', includeIndexBuildInfo: true }],
  ['an index in a background that is a text', 14, index({ c: 1 }, { background: 'x' })],
  ['a temporary collection', 72, { create: 'other', temp: true }],
  ['a pipeline without a view', 72, { create: 'other', pipeline: [] }],
  ['an expiry without a time series', 72, { create: 'other', expireAfterSeconds: 1 }],
  [
    'images of documents as they were',
    238,
    { create: 'other', changeStreamPreAndPostImages: { enabled: true } },
  ],
  ['a choice in the storage engine', 72, { create: 'other', storageEngine: { lmdb: { a: 1 } } }],
  ['a collection in another storage engine', 72, { create: 'other', storageEngine: { wiredTiger: {} } }],
  ['a collation without a locale', 40_414, { create: 'other', collation: {} }],
  ['an unknown default of indexes', 40_415, { create: 'other', indexOptionDefaults: { a: 1 } }],
  ['to drop the database of number 2', 2, { dropDatabase: 2 }],
  ['to drop the collection of another UUID', 361, { drop: 'things', collectionUUID: new UUID() }],
  ['to make what does not exist capped', 26, { convertToCapped: 'nonsense', size: 1 }],
  ['to make a collection capped of a size that is a text', 14, { convertToCapped: 'things', size: 'x' }],
  ['a change of no index', 72, { collMod: 'things', index: { expireAfterSeconds: 1 } }],
  ['a change of an index by key and name', 72, change({ keyPattern: { at: 1 }, expireAfterSeconds: 1 })],
  ['a change of an index that does not exist', 27, change({ name: 'nonsense', hidden: true })],
  ['no change of an index', 72, change({})],
  ['an unknown change of an index', 40_415, change({ hidden: true, nonsense: 1 })],
  ['a change to a negative expiry', 72, change({ expireAfterSeconds: -1 })],
  ['a change to an expiry that is a text', 14, change({ expireAfterSeconds: 'x' })],
  ['a compound index that is to expire', 72, change({ name: 'both', expireAfterSeconds: 1 })],
  ['the _id index that is to expire', 72, change({ name: '_id_', expireAfterSeconds: 1 })],
  ['to hide the _id index', 2, change({ name: '_id_', hidden: true })],
  ['an index that is to become unique at once', 72, change({ unique: true })],
  ['an index that is to be unique no more in another way', 2, change({ unique: false })],
  ['an index that is not to be made non-unique', 2, change({ forceNonUnique: false })],
  ['an _id index that is not unique', 2, change({ name: '_id_', forceNonUnique: true })],
  ['to try another change than that to a unique index', 72, { ...change({ hidden: true }), dryRun: true }],
  ['an index that is unique twice over', 67, index({ c: 1 }, { unique: true, prepareUnique: true })],
  ['a collection that is to be a view', 72, { collMod: 'things', viewOn: 'others', pipeline: [] }],
  ['a capped size of an ordinary collection', 72, { collMod: 'things', cappedSize: 5 }],
  ['a change of what does not exist', 26, { collMod: 'nonsense', validator: {} }],
];

function filtered(name: string, partialFilterExpression: Document): Document {
  return { createIndexes: 'conditions', indexes: [{ key: { a: 1 }, name, partialFilterExpression }] };
}

describe('the definition of collections and indexes', () => {
  let server: TestServer;
  let database: Db;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
  });
  beforeEach(async () => {
    await database.dropDatabase();
    await database.collection('things').createIndexes([
      { key: { at: 1 }, name: 'ttl', expireAfterSeconds: 50 },
      { key: { a: 1, b: 1 }, name: 'both' },
    ]);
  });
  afterAll(() => server.close());

  const optionsAfter = async (command: Document): Promise<unknown> => {
    await database.command(command);
    const [listed] = await database.listCollections<CollectionInfo>({ name: 'valid' }).toArray();
    return listed?.options;
  };

  const indexNamed = async (name: string): Promise<Document | undefined> =>
    (await database.collection('things').indexes()).find((each) => each.name === name);

  it.each(REFUSED)('refuses %s with code %i', async (_what, code, command) => {
    expect(await codeOf(database.command(command))).toBe(code);
  });

  it('keeps the level and the action of a validator that is changed, and no validator that is empty', async () => {
    const usual = { validationLevel: 'strict', validationAction: 'error' };
    expect(await optionsAfter({ create: 'valid', validator: {} })).toEqual({});
    expect(await optionsAfter({ create: 'valid' })).toEqual({});
    expect(await optionsAfter({ collMod: 'valid', validator: { a: 1 } })).toEqual({
      validator: { a: 1 },
      ...usual,
    });
    expect(await optionsAfter({ create: 'valid', validator: { a: 1 }, ...usual })).toMatchObject(usual);
    expect(await optionsAfter({ collMod: 'valid', validator: {}, validationLevel: 'off' })).toEqual({
      ...usual,
      validationLevel: 'off',
    });
  });

  it('refuses to drop a database of the system, and a validator in it', async () => {
    const admin = server.client.db('admin');
    expect(await codeOf(admin.command({ dropDatabase: 1 }))).toBe(20);
    expect(await codeOf(admin.createCollection('things', { validator: { a: 1 } }))).toBe(72);
  });

  it('says whether the database or the collection that is to be capped is missing', async () => {
    const command = { convertToCapped: 'nonsense', size: 1 };
    const missing = server.database();
    await expect(database.command(command)).rejects.toThrow(
      `source collection ${database.databaseName}.nonsense does not exist`,
    );
    await expect(missing.command(command)).rejects.toThrow(`database ${missing.databaseName} not found`);
  });

  it('keeps what a collection says of the storage engine, in which there is nothing to choose', async () => {
    const options = { storageEngine: { lmdb: {} }, indexOptionDefaults: { storageEngine: { lmdb: {} } } };
    await database.createCollection('stored', options);
    expect(await database.listCollections({ name: 'stored' }).toArray()).toMatchObject([{ options }]);
  });

  it('refuses a collection without _id index also where MongoDB has such', async () => {
    const local = server.client.db('local');
    expect(await codeOf(local.command({ create: 'things', autoIndexId: false }))).toBe(238);
  });

  it('replaces a collection by another only when it is told to, and only the one of the given UUID', async () => {
    const admin = server.client.db('admin');
    const [from, to] = ['things', 'others'].map((name) => `${database.databaseName}.${name}`);
    const rename = (options: Document): Promise<Document> =>
      admin.command({ renameCollection: from, to, ...options });
    await database.createCollection('others');
    expect(await codeOf(rename({}))).toBe(48);
    expect(await codeOf(rename({ dropTarget: 'x' }))).toBe(14);
    expect(await codeOf(rename({ dropTarget: new UUID() }))).toBe(361);
    expect(await codeOf(rename({ to: 'another.things', dropTarget: new UUID() }))).toBe(72);
    const [others] = await database.listCollections({ name: 'others' }, { nameOnly: false }).toArray();
    await rename({ dropTarget: others!.info!.uuid });
    expect(await database.listCollections({}, { nameOnly: true }).toArray()).toEqual([
      expect.objectContaining({ name: 'others' }),
    ]);
  });

  it('always has the databases of the system, which take longer names and no index on transactions', async () => {
    const name = 'a'.repeat(500);
    const admin = server.client.db('admin');
    const { databases } = await admin.admin().listDatabases({ nameOnly: true });
    expect(databases).toEqual(
      expect.arrayContaining(['admin', 'config', 'local'].map((each) => ({ name: each }))),
    );
    const command = { createIndexes: 'transactions', indexes: [] };
    expect(await codeOf(server.client.db('config').command(command))).toBe(20);
    await admin.createCollection(name);
    expect(await admin.dropCollection(name)).toBe(true);
  });

  it('refuses a database whose name differs from that of another in capital letters only', async () => {
    const other = server.client.db(database.databaseName.toUpperCase());
    expect(await codeOf(other.createCollection('things'))).toBe(13_297);
    expect(await codeOf(other.collection('things').insertOne({}))).toBe(13_297);
  });

  it('leaves out what it does not know of an index only when told to', async () => {
    const command = index({ c: 1 }, { nonsense: 1, dropDups: true });
    expect(await codeOf(database.command(command))).toBe(197);
    await database.command({ ...command, ignoreUnknownIndexOptions: true });
    expect(await indexNamed('made')).toEqual({ v: 2, key: { c: 1 }, name: 'made' });
  });

  it('knows a partial index again whose conditions come in another order', async () => {
    const conditions = [{ b: { $eq: 'x' } }, { a: { $lt: 10 } }, { a: { $gt: 0 } }];
    await database.command(filtered('made', { a: { $gt: 0, $lt: 10 }, b: 'x' }));
    expect(await database.command(filtered('made', { $and: conditions }))).toMatchObject({
      numIndexesAfter: 2,
    });
    expect(await codeOf(database.command(filtered('again', { $and: conditions })))).toBe(85);
    expect(await codeOf(database.command(filtered('made', { a: { $gt: 0, $lt: 11 }, b: 'x' })))).toBe(86);
  });

  it('keeps the version that an index is made with', async () => {
    await database.command(index({ c: 1 }, { v: 1 }));
    expect(await indexNamed('made')).toMatchObject({ v: 1 });
    await database.command({ create: 'old', idIndex: { key: { _id: 1 }, name: 'x', v: 1 } });
    expect(await database.collection('old').indexes()).toEqual([{ v: 1, key: { _id: 1 }, name: '_id_' }]);
  });

  it('takes an index of _id in another measure for an ordinary one', async () => {
    await database.command(index({ _id: 2 }));
    expect(await indexNamed('made')).toMatchObject({ key: { _id: 2 } });
  });

  it('changes when documents expire, also of an index that had no expiry', async () => {
    expect(await database.command(change({ expireAfterSeconds: 7 }))).toMatchObject({
      expireAfterSeconds_old: 50,
      expireAfterSeconds_new: 7,
    });
    await database.command(index({ c: 1 }));
    const reply = await database.command(change({ name: 'made', expireAfterSeconds: 9 }));
    expect(reply).toMatchObject({ expireAfterSeconds_new: 9 });
    expect(reply).not.toHaveProperty('expireAfterSeconds_old');
    expect(await indexNamed('ttl')).toMatchObject({ expireAfterSeconds: 7 });
    expect(await indexNamed('made')).toMatchObject({ expireAfterSeconds: 9 });
  });

  it('hides an index from queries and shows it again, with all its entries', async () => {
    const things = database.collection('things');
    await things.insertMany([{ a: 1 }, { a: [2, 3] }]);
    const found = (): Promise<Document[]> => things.find({ a: 3 }).hint('both').toArray();
    expect(await database.command(change({ name: 'both', hidden: true }))).toMatchObject({
      hidden_old: false,
      hidden_new: true,
    });
    expect(await indexNamed('both')).toMatchObject({ hidden: true });
    expect(await codeOf(found())).toBe(2);
    await things.insertOne({ a: 3 });
    await database.command(change({ name: 'both', hidden: false }));
    expect(await indexNamed('both')).not.toHaveProperty('hidden');
    expect(await found()).toHaveLength(2);
    expect(await database.command({ validate: 'things' })).toMatchObject({ valid: true });
  });
});

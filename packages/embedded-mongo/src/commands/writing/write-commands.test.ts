import { setTimeout } from 'node:timers/promises';
import { Decimal128, Double, MinKey, Timestamp, UUID, type Db, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

function update(u: unknown, options: Document = {}, q: Document = { _id: 1 }): Document {
  return { update: 'things', updates: [{ q, u, ...options }] };
}

const SUPPLIED = { upsert: true, upsertSupplied: true };
const POSITIONAL = {
  findAndModify: 'things',
  query: { a: 2 },
  update: { $set: { b: 1 } },
  fields: { 'a.$': 1 },
};

const DONE: [what: string, before: Document[], command: Document, reply: Document, after: Document[]][] = [
  [
    'a pipeline takes constants as they are',
    [{ _id: 1, a: 5 }],
    update([{ $set: { b: '$$x', c: '$$y' } }], { c: { x: '$a', y: { $add: [1, 2] } } }),
    { n: 1, nModified: 1 },
    [{ _id: 1, a: 5, b: '$a', c: { $add: [1, 2] } }],
  ],
  [
    'an upsert inserts the document that is supplied, with the _id of the filter',
    [],
    update([{ $set: { a: 1 } }], { ...SUPPLIED, c: { new: { b: 2 } } }),
    { n: 1, upserted: [{ index: 0, _id: 1 }] },
    [{ _id: 1, b: 2 }],
  ],
  [
    'a replacement has no use for filters of elements',
    [{ _id: 1 }],
    update({ b: 1 }, { arrayFilters: [{ x: 1 }] }),
    { nModified: 1 },
    [{ _id: 1, b: 1 }],
  ],
  [
    'the old document is answered with a positional projection',
    [{ _id: 1, a: [1, 2] }],
    POSITIONAL,
    { value: { _id: 1, a: [2] } },
    [{ _id: 1, a: [1, 2], b: 1 }],
  ],
];

const OTHER_UUID = new UUID('2b0ec3ee-0b54-4c4a-8c3e-6d7e0c6f9f10');
const REFUSED: [what: string, code: number, command: Document][] = [
  ['constants of an update that is no pipeline', 51_198, update({ $set: { a: 1 } }, { c: {} })],
  ['a supplied document that is missing', 9, update([{ $set: { a: 1 } }], SUPPLIED)],
  [
    'a supplied document without an upsert',
    9,
    update([{ $set: { a: 1 } }], { upsertSupplied: true, c: { new: {} } }),
  ],
  ['an upsert with an expression', 224, update({ a: 1 }, { upsert: true }, { $or: [{ $expr: true }] })],
  [
    'an array filter with an expression',
    224,
    update({ $set: { 'a.$[]': 1 } }, { arrayFilters: [{ $expr: 1 }] }),
  ],
  ['an update of a collection of the system', 73, { ...update({ $set: { a: 1 } }), update: 'system.views' }],
  ['to return the new document with a positional projection', 2, { ...POSITIONAL, new: true }],
  [
    'the collection of another UUID',
    361,
    { insert: 'things', documents: [{ _id: 1 }], collectionUUID: OTHER_UUID },
  ],
];

describe('a command that writes', () => {
  let server: TestServer;
  let database: Db;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
  });
  beforeEach(async () => {
    await database.dropDatabase();
    await database.createCollection('things');
  });
  afterAll(() => server.close());

  const stored = (): Promise<Document[]> => database.collection('things').find().sort({ _id: 1 }).toArray();

  /** The error of a command, or the first of its statements. */
  const errorOf = async (command: Document): Promise<Document | undefined> => {
    const reply = await database.command(command).catch((error: { errorResponse: Document }) => ({
      writeErrors: [error.errorResponse],
    }));
    return (reply as { writeErrors?: Document[] }).writeErrors?.[0];
  };

  it.each(DONE)('%s', async (_what, before, command, reply, after) => {
    for (const document of before) await database.collection('things').insertOne(document);
    expect(await database.command(command)).toMatchObject(reply);
    expect(await stored()).toEqual(after);
  });

  it.each(REFUSED)('refuses %s with code %i', async (_what, code, command) => {
    await database.collection('things').insertOne({ a: [1, 2] });
    expect(await errorOf(command)).toMatchObject({ code });
    expect(await stored()).toMatchObject([{ a: [1, 2] }]);
  });

  it('says which filter of elements is not used', async () => {
    const command = update({ $set: { 'a.$[]': 1 } }, { arrayFilters: [{ x: 1 }] });
    expect(await errorOf(command)).toMatchObject({
      errmsg: `The array filter for identifier 'x' was not used in the update { $set: { a.$[]: 1 } }`,
    });
  });

  it.each<[unknown, string]>([
    ['a"b', String.raw`"a\"b"`],
    [{ a: { b: 'x' } }, '{ a: { b: "x" } }'],
    [{}, '{}'],
    [new Double(1), '1.0'],
    [Decimal128.fromString('1.50'), '1.50'],
    [new Timestamp({ t: 5, i: 6 }), 'Timestamp(5, 6)'],
    [OTHER_UUID, 'UUID("2b0ec3ee-0b54-4c4a-8c3e-6d7e0c6f9f10")'],
    [new MinKey(), 'MinKey'],
  ])('says in the message which key is there already: %j', async (_id, shown) => {
    const insertion = { insert: 'things', documents: [{ _id }] };
    await database.command(insertion);
    expect(await errorOf(insertion)).toMatchObject({
      code: 11_000,
      errmsg: `E11000 duplicate key error collection: ${database.databaseName}.things index: _id_ dup key: { _id: ${shown} }`,
      keyPattern: { _id: 1 },
    });
  });

  it('changes documents before the one that cannot be changed', async () => {
    await database.collection('things').insertMany([{ a: [] }, { a: 1 }, { a: [] }]);
    expect(await errorOf(update({ $push: { a: 2 } }, { multi: true }, {}))).toMatchObject({ code: 2 });
    expect(await stored()).toMatchObject([{ a: [2] }, { a: 1 }, { a: [] }]);
  });

  it('makes no collection for a document that cannot be stored', async () => {
    expect(await errorOf({ insert: 'made', documents: [{ _id: [1] }] })).toMatchObject({ code: 53 });
    expect(await database.listCollections({ name: 'made' }).toArray()).toEqual([]);
  });

  it('writes to a collection that has the UUID that is asked for', async () => {
    const [things] = await database.listCollections({ name: 'things' }, { nameOnly: false }).toArray();
    const collectionUUID = things?.info?.uuid;
    expect(await database.command({ insert: 'things', documents: [{}], collectionUUID })).toMatchObject({
      n: 1,
    });
    const other = { delete: 'other', deletes: [{ q: {}, limit: 1 }], collectionUUID };
    expect(await errorOf(other)).toMatchObject({
      code: 361,
      expectedCollection: 'other',
      actualCollection: 'things',
    });
  });

  it('counts updates that are pipelines, and those that filter elements', async () => {
    const admin = server.client.db('admin');
    const counted = async (): Promise<number[]> => {
      const { commands } = (await admin.command({ serverStatus: 1 }))['metrics'] as Document;
      return ['update', 'findAndModify', 'bulkWrite'].flatMap((name) => {
        const { pipeline = 0, arrayFilters = 0 } = (commands as Record<string, Document>)[name] ?? {};
        return [pipeline as number, arrayFilters as number];
      });
    };
    const before = await counted();
    const pipeline = [{ $set: { a: 1 } }];
    await database.command(update(pipeline));
    await database.command(update({ $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ x: 1 }] }));
    await database.command(update({ $set: { a: 1 } }));
    await database.command({ findandmodify: 'things', update: pipeline });
    const nsInfo = [{ ns: `${database.databaseName}.things` }];
    const ops = [{ update: 0, filter: {}, updateMods: pipeline }];
    await admin.command({ bulkWrite: 1, ops, nsInfo });
    expect((await counted()).map((count, index) => count - before[index]!)).toEqual([1, 1, 1, 0, 1, 0]);
  });

  it('tells the errors of bulkWrite in its cursor', async () => {
    const ns = database.databaseName;
    const reply = await server.client.db('admin').command({
      bulkWrite: 1,
      ops: [
        { insert: 0, document: { _id: 1 } },
        { insert: 0, document: { _id: 1 } },
        { update: 1, filter: {}, updateMods: { $set: { a: 1 } } },
        { update: 0, filter: {}, updateMods: [{ $set: { a: '$$one' } }], constants: { one: 1 } },
        { update: 0, filter: { _id: 2 }, updateMods: [], ...SUPPLIED, constants: { new: { b: 1 } } },
        { update: 0, filter: { _id: 3 }, updateMods: [], ...SUPPLIED, constants: {} },
      ],
      nsInfo: [{ ns: `${ns}.things` }, { ns: `${ns}.system.profile` }],
      ordered: false,
    });
    expect(reply).toMatchObject({ nErrors: 3, nInserted: 1, nModified: 1, nUpserted: 1 });
    expect(reply.cursor).toMatchObject({
      firstBatch: [
        { ok: 1, idx: 0, n: 1 },
        { ok: 0, idx: 1, n: 0, code: 11_000, keyPattern: { _id: 1 } },
        { ok: 0, idx: 2, n: 0, nModified: 0, code: 73 },
        { ok: 1, idx: 3, n: 1, nModified: 1 },
        { ok: 1, idx: 4, n: 1, nModified: 0, upserted: { _id: 2 } },
        { ok: 0, idx: 5, n: 0, nModified: 0, code: 9 },
      ],
    });
  });

  it('tells nothing but the errors of bulkWrite when those are all that is asked for', async () => {
    const reply = await server.client.db('admin').command({
      bulkWrite: 1,
      ops: [
        { insert: 0, document: { _id: 1 } },
        { insert: 0, document: { _id: 1 } },
        { update: 0, filter: { _id: 1 }, updateMods: { $set: { a: 1 } } },
        { delete: 0, filter: { _id: 1 } },
      ],
      nsInfo: [{ ns: `${database.databaseName}.things` }],
      ordered: false,
      errorsOnly: true,
    });
    expect(reply).toMatchObject({ nErrors: 1, nInserted: 1, nMatched: 1, nModified: 1, nDeleted: 1 });
    expect((reply.cursor as { firstBatch: Document[] }).firstBatch).toEqual([
      expect.objectContaining({ ok: 0, idx: 1, code: 11_000 }),
    ]);
  });

  it('refuses what it does not know of the collections of bulkWrite', async () => {
    const nsInfo = [{ ns: `${database.databaseName}.things`, encryptionInformation: {} }];
    const bulkWrite = { bulkWrite: 1, ops: [{ insert: 0, document: {} }], nsInfo };
    expect(await codeOf(server.client.db('admin').command(bulkWrite))).toBe(40_415);
    expect(await stored()).toEqual([]);
  });

  describe('to a collection with a validator', () => {
    const errInfo = {
      failingDocumentId: 2,
      details: {
        operatorName: '$exists',
        specifiedAs: { a: { $exists: true } },
        reason: 'path does not exist',
      },
    };

    beforeEach(async () => {
      await database.command({ collMod: 'things', validator: { a: { $exists: true } } });
    });

    it('tell why a document is not valid', async () => {
      const things = database.collection('things');
      const document = { _id: 2 };
      expect(await database.command({ insert: 'things', documents: [document] })).toMatchObject({
        writeErrors: [{ index: 0, code: 121, errmsg: 'Document failed validation', errInfo }],
      });
      const replaced = things.findOneAndReplace({ _id: 2 as never }, {}, { upsert: true });
      await expect(replaced).rejects.toMatchObject({ code: 121, errInfo });
      const reply = await server.client.db('admin').command({
        bulkWrite: 1,
        ops: [{ insert: 0, document }],
        nsInfo: [{ ns: things.namespace }],
      });
      expect(reply.cursor).toMatchObject({ firstBatch: [{ ok: 0, code: 121, errInfo }] });
    });

    it('tell the time anew for each of them', async () => {
      await database.command({ collMod: 'things', validator: { $expr: { $lt: ['$at', '$$NOW'] } } });
      const things = database.collection('things');
      await things.insertOne({ at: new Date(0) });
      const at = new Date();
      await setTimeout(10);
      await things.insertOne({ at });
      expect(await things.countDocuments()).toBe(2);
    });

    it('tell it of as many documents as a reply has room for', async () => {
      const documents = Array.from({ length: 12 }, (_each, _id) => ({ _id, b: 'x'.repeat(500_000) }));
      const validator = { b: 1 };
      await database.command({ collMod: 'things', validator });
      const reply = await database.command({ insert: 'things', documents, ordered: false });
      const told = (reply['writeErrors'] as Document[]).map((error) => 'errInfo' in error);
      expect(told.filter(Boolean)).toHaveLength(8);
      expect(told).toHaveLength(12);
    });
  });
});

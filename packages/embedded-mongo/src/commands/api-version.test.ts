import type { Document, Long } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

function index(options: Document): Document {
  return { createIndexes: 'films', indexes: [{ key: { a: 1 }, name: 'a', ...options }] };
}

function aggregate(stage: Document): Document {
  return { aggregate: 'films', pipeline: [stage], cursor: {} };
}

describe('the stable API', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer({ enableTestCommands: true });
  });
  afterAll(() => server.close());

  const send = (command: Record<string, unknown>): Promise<number | undefined> =>
    codeOf(server.client.db('test').command({ ...command, apiVersion: '1' }));
  const sessions = { aggregate: 1, pipeline: [{ $listLocalSessions: {} }], cursor: {} };

  it('has most commands and stages, and the rest unless it is taken strictly', async () => {
    expect(await send({ find: 'films', apiStrict: true })).toBeUndefined();
    expect(await send(sessions)).toBeUndefined();
    expect(await send({ ...sessions, apiStrict: true })).toBe(323);
    expect(await send({ testVersion2: 1 })).toBeUndefined();
    expect(await send({ testVersion2: 1, apiStrict: true })).toBe(323);
  });

  it.each<[what: string, command: Document]>([
    ['a field of a find', { find: 'films', showRecordId: false }],
    ['a field of a find that has no effect', { find: 'films', oplogReplay: true }],
    ['a field of an aggregation', { aggregate: 'films', pipeline: [], explain: true }],
    ['a sparse index', index({ sparse: true })],
    ['an index of text', index({ key: { a: 'text' } })],
    ['an index that becomes unique', { collMod: 'films', index: { name: 'a', prepareUnique: true } }],
    ['a stage that parts of a server send each other', aggregate({ $mergeCursors: {} })],
    ['a stage of an inner pipeline', aggregate({ $facet: { all: [{ $indexStats: {} }] } })],
    [
      'a stage of a pipeline on another collection',
      aggregate({ $lookup: { pipeline: [{ $indexStats: {} }] } }),
    ],
    ['more than the count of a collection', aggregate({ $collStats: { count: {}, storageStats: {} } })],
    ['a write to the functions of a server', { delete: 'system.js', deletes: [{ q: {}, limit: 1 }] }],
  ])('does not have %s', async (_what, command) => {
    expect(await send({ ...command, apiStrict: true })).toBe(323);
    expect(await send(command)).not.toBe(323);
  });

  it('has no hint at a sparse index', async () => {
    await server.client.db('test').collection('films').createIndex({ sparse: 1 }, { sparse: true });
    for (const hint of [{ sparse: 1 }, 'sparse_1']) {
      const find = { find: 'films', hint };
      // oxlint-disable-next-line no-await-in-loop
      expect([await send(find), await send({ ...find, apiStrict: true })]).toEqual([undefined, 2]);
    }
    expect(await send({ find: 'films', hint: '_id_', apiStrict: true })).toBeUndefined();
  });

  it('counts a collection as drivers do', async () => {
    await server.client.db('test').collection('films').insertOne({});
    expect(await send({ ...aggregate({ $collStats: { count: {} } }), apiStrict: true })).toBeUndefined();
  });

  it('is taken by a cursor as the request took it that opened it', async () => {
    const films = server.client.db('test').collection('films');
    await films.insertMany([{}, {}]);
    const open = { find: 'films', batchSize: 1, apiVersion: '1', apiStrict: true };
    const { cursor } = (await server.client.db('test').command(open)) as { cursor: { id: Long } };
    const more = { getMore: cursor.id, collection: 'films' };
    expect(await codeOf(server.client.db('test').command(more))).toBe(347);
    expect(await send({ ...more, apiStrict: true })).toBeUndefined();
  });

  it('has no options without its version', async () => {
    expect(await codeOf(server.client.db('test').command({ ping: 1, apiStrict: false }))).toBe(4_886_600);
  });

  it('tells of a command that is to go when asked to', async () => {
    expect(await send({ testDeprecation: 1 })).toBeUndefined();
    expect(await send({ testDeprecation: 1, apiDeprecationErrors: true })).toBe(324);
  });
});

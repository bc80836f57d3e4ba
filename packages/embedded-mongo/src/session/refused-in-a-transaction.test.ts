import { randomUUID } from 'node:crypto';
import { Binary, Long } from 'bson';
import type { Collection, Document } from 'mongodb';
import { openTestServer, sendRaw, type TestServer } from '../test-server.ts';

/** The first command of a transaction, and the code with which it is refused. */
const REFUSED: [command: Document, code: number][] = [
  [{ killCursors: 'films', cursors: [] }, 263],
  [{ commitTransaction: 1, $db: 'admin' }, 263],
  [{ abortTransaction: 1, $db: 'admin' }, 263],
  [{ find: 'system.views' }, 263],
  [{ find: 'system.profile' }, 263],
  [{ findAndModify: 'system.js', query: {}, remove: true }, 73],
  [{ aggregate: 'films', pipeline: [], explain: true }, 263],
  [{ aggregate: 'films', pipeline: [{ $indexStats: {} }], cursor: {} }, 263],
  [
    {
      aggregate: 'films',
      pipeline: [{ $unionWith: { coll: 'films', pipeline: [{ $indexStats: {} }] } }],
      cursor: {},
    },
    263,
  ],
  [{ aggregate: 'films', pipeline: [{ $collStats: { latencyStats: {} } }], cursor: {} }, 263],
  [{ aggregate: 'films', pipeline: [{ $planCacheStats: {} }], cursor: {} }, 263],
];

const transaction = (): Document => ({
  lsid: { id: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID) },
  txnNumber: Long.ONE,
  autocommit: false,
});

describe('a transaction', () => {
  let server: TestServer;
  let films: Collection<{ _id: number }>;

  beforeAll(async () => {
    server = await openTestServer();
    films = server.database().collection('films');
    await films.insertMany([1, 2, 3].map((_id) => ({ _id })));
  });
  afterAll(() => server.close());

  const send = (command: Document): Promise<Document> =>
    sendRaw(server.uri, { ...command, $db: (command['$db'] as string | undefined) ?? films.dbName });
  const open = async (fields: Document): Promise<Long> => {
    const { cursor } = await send({ find: 'films', batchSize: 1, ...fields });
    return Long.fromValue((cursor as { id: Long }).id);
  };
  const getMore = (id: Long, fields: Document): Promise<Document> =>
    send({ getMore: id, collection: 'films', ...fields });

  it.each(REFUSED)('does not begin with %j: code %i', async (command, code) => {
    const fields = transaction();
    expect(await send({ ...command, ...fields, startTransaction: true })).toMatchObject({ ok: 0, code });
    expect(await send({ commitTransaction: 1, $db: 'admin', ...fields })).toMatchObject({ code: 251 });
  });

  it('goes on with the parameters of the stable API that it began with', async () => {
    const fields = { ...transaction(), apiVersion: '1', apiStrict: true };
    const insert = { insert: 'films', documents: [{ _id: 9 }], ...fields };
    expect(await send({ ...insert, startTransaction: true })).toMatchObject({ n: 1 });
    const commit = { commitTransaction: 1, $db: 'admin', ...fields };
    for (const command of [insert, commit]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send({ ...command, apiStrict: false })).toMatchObject({ code: 347 });
    }
    expect(await send({ abortTransaction: 1, $db: 'admin', ...fields })).toMatchObject({ ok: 1 });
  });

  it('and its session keep their cursors for themselves', async () => {
    const fields = transaction();
    const { lsid } = fields;
    const inSession = await open({ lsid });
    const inTransaction = await open({ ...fields, startTransaction: true });
    expect(await getMore(inTransaction, { lsid })).toMatchObject({ code: 50_740 });
    expect(await getMore(inSession, {})).toMatchObject({ code: 50_737 });
    expect(await getMore(inSession, { lsid: transaction()['lsid'] as Document })).toMatchObject({
      code: 50_738,
    });
    expect(await getMore(await open({}), { lsid })).toMatchObject({ code: 50_736 });
    expect(await getMore(inSession, fields)).toMatchObject({ code: 50_739 });
  });

  it('ends with the first write that fails, also when their order does not matter', async () => {
    const documents = [{ _id: 4 }, { _id: 1 }, { _id: 2 }, { _id: 5 }];
    const insert = { insert: 'films', documents, ordered: false, ...transaction(), startTransaction: true };
    expect(await send(insert)).toMatchObject({ ok: 1, n: 1, writeErrors: [{ index: 1, code: 11_000 }] });
    const fields = transaction();
    const ops = [
      { insert: 0, document: { _id: 6 } },
      ...documents.map((document) => ({ insert: 0, document })),
    ];
    const bulkWrite = { bulkWrite: 1, ops, nsInfo: [{ ns: films.namespace }], ordered: false };
    const reply = await send({ ...bulkWrite, $db: 'admin', ...fields, startTransaction: true });
    expect(reply).toMatchObject({ ok: 1, nInserted: 2, nErrors: 1 });
    expect(await send({ commitTransaction: 1, $db: 'admin', ...fields })).toMatchObject({ code: 251 });
    expect(await films.countDocuments({ _id: 6 })).toBe(0);
  });

  it('holds up an index of its collection no longer than that may take', async () => {
    const fields = transaction();
    await send({ insert: 'films', documents: [{ _id: 9 }], ...fields, startTransaction: true });
    const indexes = [{ key: { a: 1 }, name: 'a' }];
    expect(await send({ createIndexes: 'films', indexes, maxTimeMS: 50 })).toMatchObject({ code: 50 });
    expect(await send({ commitTransaction: 1, $db: 'admin', ...fields })).toMatchObject({ ok: 1 });
    expect(await films.indexes()).toHaveLength(1);
    expect(await send({ createIndexes: 'films', indexes })).toMatchObject({ ok: 1, numIndexesAfter: 2 });
    await films.dropIndexes();
  });

  it('is told of its number before a field that it lacks', async () => {
    const { lsid, txnNumber } = transaction();
    expect(await send({ distinct: 'films', lsid, txnNumber })).toMatchObject({ code: 50_768 });
    expect(await send({ distinct: 'films', lsid })).toMatchObject({ code: 40_414 });
  });
});

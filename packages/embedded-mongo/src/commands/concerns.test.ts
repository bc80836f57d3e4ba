import { randomUUID } from 'node:crypto';
import { Binary, Long, Timestamp } from 'bson';
import type { Db, Document } from 'mongodb';
import { openTestServer, sendRaw, type TestServer } from '../test-server.ts';

const TO_COME = new Timestamp({ t: 2 ** 32 - 1, i: 1 });

describe('concerns and the fields of a session', () => {
  let server: TestServer;
  let database: Db;
  const lsid = { id: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID) };
  let last = 0;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
    await database.collection('films').insertOne({ title: 'T' });
  });
  afterAll(() => server.close());

  const send = ({ $db = database.databaseName, ...command }: Document): Promise<Document> =>
    sendRaw(server.uri, { ...command, $db: $db as string });
  const number = (): Long => Long.fromNumber((last += 1));
  const find = { find: 'films' };
  const after = (afterClusterTime: Timestamp): Document => ({ ...find, readConcern: { afterClusterTime } });
  const prefer = ($readPreference: Document): Document => ({ ...find, $readPreference });
  const insert = { insert: 'films', documents: [{}] };
  const first = (command: Document): Document => ({
    ...command,
    lsid,
    txnNumber: number(),
    autocommit: false,
    startTransaction: true,
  });

  it.each<[string, number, () => Document]>([
    ['a level that is none', 9, () => ({ ...find, readConcern: { level: 'odd' } })],
    ['a time that is none', 14, () => ({ ...find, readConcern: { afterClusterTime: 1 } })],
    ['a read after no time', 72, () => after(new Timestamp({ t: 0, i: 0 }))],
    ['a read after a time to come', 72, () => after(TO_COME)],
    [
      'a linearizable read after a time',
      72,
      () => ({
        ...find,
        readConcern: { level: 'linearizable', afterClusterTime: new Timestamp({ t: 1, i: 1 }) },
      }),
    ],
    ['a write that reads the majority', 72, () => ({ ...insert, readConcern: { level: 'majority' } })],
    ['a read with a write concern', 72, () => ({ ...find, writeConcern: { w: 1 } })],
    ['a read preference that is a text', 14, () => ({ ...find, $readPreference: 'primary' })],
    ['a read preference without a mode', 4, () => prefer({})],
    ['a mode that is a number', 14, () => prefer({ mode: 1 })],
    ['a mode that is none', 2, () => prefer({ mode: 'odd' })],
    ['tags that are a document', 14, () => prefer({ mode: 'nearest', tags: {} })],
    ['tags of the primary', 2, () => prefer({ mode: 'primary', tags: [{ dc: 'east' }] })],
    ['hedged reads of the primary', 72, () => prefer({ mode: 'primary', hedge: {} })],
    ['a staleness of the primary', 2, () => prefer({ mode: 'primary', maxStalenessSeconds: 90 })],
    ['a staleness below zero', 2, () => prefer({ mode: 'nearest', maxStalenessSeconds: -1 })],
    ['too short a staleness', 160, () => prefer({ mode: 'nearest', maxStalenessSeconds: 89 })],
    ['a write concern that is none', 9, () => ({ ...insert, writeConcern: { w: 51 } })],
    ['two ways to the disk', 9, () => ({ ...insert, writeConcern: { w: 1, j: true, fsync: true } })],
    ['a wait of more than an int', 9, () => ({ ...insert, writeConcern: { w: 1, wtimeout: 2 ** 31 } })],
    ['a transaction with a write concern', 72, () => first({ ...insert, writeConcern: { w: 'majority' } })],
    ['a linearizable transaction', 72, () => first({ ...find, readConcern: { level: 'linearizable' } })],
    ['a transaction in admin', 263, () => first({ ...find, $db: 'admin' })],
    ['a transaction that begins with a command it cannot have', 263, () => first({ count: 'films' })],
    ['a number without a session', 72, () => ({ ...find, txnNumber: number() })],
    ['autocommit without a number', 72, () => ({ ...find, lsid, autocommit: false })],
    ['autocommit that is true', 72, () => ({ ...first(find), autocommit: true })],
    [
      'a start without autocommit',
      72,
      () => ({ ...find, lsid, txnNumber: number(), startTransaction: true }),
    ],
    ['a start that is false', 72, () => ({ ...first(find), startTransaction: false })],
    ['a number on what cannot be retried', 50_768, () => ({ ...find, lsid, txnNumber: number() })],
    [
      'a transaction that never began',
      251,
      () => ({ ...find, lsid, txnNumber: number(), autocommit: false }),
    ],
  ])('refuse %s with %i', async (_name, code, command) => {
    expect(await send(command())).toMatchObject({ ok: 0, code });
  });

  it('take a time to come that another server has told the client', async () => {
    const $clusterTime = { clusterTime: TO_COME };
    expect(await send({ ...after(TO_COME), $clusterTime })).toMatchObject({ ok: 1 });
  });

  it.each([
    { mode: 'primary' },
    { mode: 'primary', tags: [{}], hedge: { enabled: false }, maxStalenessSeconds: 0 },
    { mode: 'secondary', tags: [{ dc: 'east' }], hedge: { enabled: true }, maxStalenessSeconds: 90 },
  ])('take the read preference %j', async (preference) => {
    expect(await send(prefer(preference))).toMatchObject({ ok: 1 });
  });

  it('do nothing when they are wrong', async () => {
    const _id = randomUUID();
    await send({ insert: 'films', documents: [{ _id }], writeConcern: { w: [] } });
    expect(await database.collection<{ _id: string }>('films').findOne({ _id })).toBeNull();
  });

  it.each<Document>([{ w: null }, { w: 1, wtimeout: 'x' }, { w: 1.5, wtimeout: 1.5 }])(
    'are those of one member in %j',
    async (writeConcern) => {
      const reply = await send({ ...insert, writeConcern });
      expect(reply).toMatchObject({ ok: 1, n: 1 });
      expect(reply).not.toHaveProperty('writeConcernError');
    },
  );

  it('refuse a retryable write whose number a transaction has', async () => {
    const begun = first(find);
    expect(await send(begun)).toMatchObject({ ok: 1 });
    expect(await send({ ...insert, lsid, txnNumber: begun.txnNumber as Long })).toMatchObject({ code: 217 });
  });

  it('tell the time of the cluster, which drivers hand on', async () => {
    const { $clusterTime, operationTime } = await send({ ping: 1 });
    expect($clusterTime).toEqual({ clusterTime: operationTime, signature: expect.anything() });
  });
});

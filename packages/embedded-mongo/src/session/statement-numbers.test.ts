import { Int32, Long, UUID } from 'bson';
import type { Document } from 'mongodb';
import { openTestServer, sendRaw, type TestServer } from '../test-server.ts';

const insert = { insert: 'films', documents: [{}, {}] };
const update = { update: 'films', updates: [{ q: {}, u: { $inc: { n: 1 } } }] };
const find = { findAndModify: 'films', query: {}, update: { $inc: { n: 1 } } };
const ids = (...numbers: number[]): Int32[] => numbers.map((number) => new Int32(number));

describe('a retryable write', () => {
  let server: TestServer;
  let lsid: Document;

  const send = (command: Document): Promise<Document> =>
    sendRaw(server.uri, { ...command, lsid, txnNumber: Long.fromNumber(1), $db: 'test' });

  beforeAll(async () => {
    server = await openTestServer();
  });
  beforeEach(() => {
    lsid = { id: new UUID() };
  });
  afterAll(() => server.close());

  it.each<[what: string, numbers: Document, code: number]>([
    ['begins after 0', { stmtId: 1 }, 238],
    ['has another order than that of its statements', { stmtIds: ids(1, 0) }, 238],
    ['is there in two ways', { stmtId: 0, stmtIds: ids(0, 1) }, 72],
  ])('is refused when the count of its statements %s', async (_what, numbers, code) => {
    expect(await send({ ...insert, ...numbers })).toMatchObject({ ok: 0, code });
  });

  it.each<[what: string, numbers: Document]>([
    ['a number', { stmtId: 0 }],
    ['a list', { stmtIds: ids(0, 1) }],
  ])('may count its statements from 0 by %s', async (_what, numbers) => {
    expect(await send({ ...insert, ...numbers })).toMatchObject({ ok: 1, n: 2 });
  });

  it.each([
    [update, find],
    [find, update],
    [insert, find],
  ])('as %j is refused when its number was that of %j', async (again, first) => {
    expect(await send(first)).toMatchObject({ ok: 1 });
    expect(await send(again)).toMatchObject({ ok: 0, code: 40_606 });
  });
});

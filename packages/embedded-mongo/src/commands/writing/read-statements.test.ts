import type { Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

/** What is wrong in the second of two statements, and the code that tells of it. */
type Wrong = [what: string, statement: Document, code: number];

const OF_THE_REQUEST: Wrong[] = [
  ['a hint that is none', { hint: 1 }, 9],
  ['a collation that is no document', { collation: 1 }, 14],
  ['an unknown field', { odd: 1 }, 40_415],
];
const OF_THE_STATEMENT: Wrong[] = [
  ['a hint at no index', { hint: 'none' }, 2],
  ['a locale that is none', { collation: { locale: 'none' } }, 2],
  ['an unknown field of a collation', { collation: { locale: 'sv', odd: 1 } }, 40_415],
];

const updates = (statement: Document): Document => ({
  update: 'things',
  updates: [
    { q: { _id: 1 }, u: { _id: 1, done: true } },
    { q: { _id: 1 }, u: { _id: 1 }, ...statement },
  ],
});
const deletes = (statement: Document): Document => ({
  delete: 'things',
  deletes: [
    { q: { _id: 1 }, limit: 1 },
    { q: {}, limit: 1, ...statement },
  ],
});
const bulkWrite = (statement: Document): Document => ({
  bulkWrite: 1,
  ops: [
    { delete: 0, filter: { _id: 1 } },
    { delete: 0, filter: {}, ...statement },
  ],
  nsInfo: [{ ns: 'test.things' }],
});

describe('a write of two statements', () => {
  let server: TestServer;

  const send = (command: Document): Promise<Document> =>
    server.client.db('bulkWrite' in command ? 'admin' : 'test').command(command);
  const things = (): Promise<Document[]> => server.client.db('test').collection('things').find().toArray();

  beforeAll(async () => {
    server = await openTestServer();
  });
  beforeEach(async () => {
    const collection = server.client.db('test').collection<{ _id: number }>('things');
    await collection.deleteMany({});
    await collection.insertOne({ _id: 1 });
  });
  afterAll(() => server.close());

  it.each(OF_THE_REQUEST)('does nothing when the second has %s', async (_what, statement, code) => {
    for (const write of [updates, deletes, bulkWrite]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await codeOf(send(write(statement)))).toBe(code);
    }
    expect(await things()).toEqual([{ _id: 1 }]);
  });

  it.each(OF_THE_STATEMENT)('does the first when the second has %s', async (_what, statement, code) => {
    const writeErrors = [{ index: 1, code }];
    expect(await send(updates(statement))).toMatchObject({ n: 1, writeErrors });
    expect(await things()).toEqual([{ _id: 1, done: true }]);
    expect(await send(deletes(statement))).toMatchObject({ n: 1, writeErrors });
    expect(await things()).toEqual([]);
    expect(await send(bulkWrite(statement))).toMatchObject({
      nErrors: 1,
      cursor: { firstBatch: [{ ok: 1 }, { ok: 0, idx: 1, code }] },
    });
  });

  it('does nothing when the second names a namespace below the first', async () => {
    expect(await codeOf(send(bulkWrite({ delete: -1 })))).toBe(51_024);
    expect(await things()).toEqual([{ _id: 1 }]);
  });
});

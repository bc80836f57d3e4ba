import { openTestServer, type TestServer } from './test-server.ts';

describe('documents whose time has come', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer({ ttlIntervalMs: 20 });
  });
  afterAll(() => server.close());

  it('are removed, in however many commits it takes; others stay', async () => {
    const sessions = server.database().collection('sessions');
    await sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 60 });
    const [past, future] = [new Date(Date.now() - 61_000), new Date(Date.now() - 30_000)];
    await sessions.insertMany([
      ...Array.from({ length: 350 }, () => ({ expires: past })),
      { stays: 'not yet', expires: future },
      { stays: 'no date', expires: 'x' },
      { stays: 'none' },
      { stays: 'a list, as its earliest date has come, goes', expires: [future, past] },
    ]);
    while ((await sessions.estimatedDocumentCount()) > 3) await sessions.findOne();
    const left = await sessions.find().toArray();
    expect(left.map(({ stays }) => stays as string)).toEqual(['not yet', 'no date', 'none']);
  });
});

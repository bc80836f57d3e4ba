import { openTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

describe('a long request', () => {
  it('answers point reads that come while it groups many documents', async () => {
    const events = server.database().collection<{ _id: number; kind: number }>('events');
    await events.insertMany(Array.from({ length: 20_000 }, (_, _id) => ({ _id, kind: _id % 7 })));
    const grouped = new AbortController();
    const groups = events
      .aggregate([{ $group: { _id: { $mod: ['$_id', 10_000] }, kinds: { $push: '$kind' } } }])
      .toArray()
      .finally(() => grouped.abort());
    let answered = 0;
    while (!grouped.signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop
      await events.findOne({ _id: answered });
      answered += 1;
    }
    expect(await groups).toHaveLength(10_000);
    // Without a pause the first of them would be answered when all is done.
    expect(answered).toBeGreaterThan(3);
  });
});

import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

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

  it('ends at its time limit also when a few documents take long', async () => {
    const slow = server.database().collection<{ _id: number }>('slow');
    await slow.insertMany(Array.from({ length: 50 }, (_, _id) => ({ _id })));
    const numbers = { $range: [0, 20_000] };
    const sum = { $reduce: { input: numbers, initialValue: 0, in: { $add: ['$$value', '$$this'] } } };
    expect(await codeOf(slow.find({ $expr: { $lt: [sum, 0] } }, { maxTimeMS: 30 }).toArray())).toBe(50);
  });
});

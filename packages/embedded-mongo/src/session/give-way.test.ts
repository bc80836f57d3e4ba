import type { Collection } from 'mongodb';
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

  it.each<[what: string, expression: object]>([
    ['$map', { $map: { input: { $range: [0, 5_000_000] }, in: { $add: ['$$this', '$_id'] } } }],
    ['$filter', { $filter: { input: { $range: [0, 5_000_000] }, cond: { $eq: ['$$this', '$_id'] } } }],
    [
      '$reduce',
      { $reduce: { input: { $range: [0, 5_000_000] }, initialValue: 0, in: { $add: ['$_id', 1] } } },
    ],
    ['$range', { $range: [0, { $add: ['$_id', 7_000_000] }] }],
    ['$zip', { $zip: { inputs: [{ $range: [0, 7_000_000] }, ['$_id']], useLongestLength: true } }],
    ['$setUnion', { $setUnion: [{ $range: ['$_id', 1_000_000] }, ['$_id']] }],
  ])('ends at its time limit also within one %s over one document', async (_what, expression) => {
    const one = server.database().collection<{ _id: number }>('one');
    await one.insertOne({ _id: 1 });
    const stages = [{ $match: { $expr: { $eq: [expression, 1] } } }];
    expect(await codeOf(one.aggregate(stages, { maxTimeMS: 20 }).toArray())).toBe(50);
    expect(await codeOf(one.find({ $expr: { $eq: [expression, 1] } }, { maxTimeMS: 20 }).toArray())).toBe(50);
    expect(
      await codeOf(
        server.client.db(one.dbName).command({ count: 'one', query: stages[0]!.$match, maxTimeMS: 20 }),
      ),
    ).toBe(50);
  });

  it('reads on from a cursor long after the time limit of the request that made it', async () => {
    const many = server.database().collection<{ _id: number }>('many');
    await many.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id })));
    const numbers = { $map: { input: { $range: [0, 100] }, in: { $add: ['$$this', '$_id'] } } };
    const cursor = many.aggregate([{ $project: { numbers } }], { batchSize: 2, maxTimeMS: 60_000 });
    await cursor.next();
    const clock = performance.now.bind(performance);
    import.meta.jest.spyOn(performance, 'now').mockImplementation(() => clock() + 3_600_000);
    expect(await cursor.toArray()).toHaveLength(9);
    import.meta.jest.restoreAllMocks();
  });

  it.each<[what: string, run: (texts: Collection<Text>) => Promise<unknown>]>([
    ['a filter', (texts) => texts.find({ text: { $regex: '(a+)+$' } }).toArray()],
    ['a filter that is negated', (texts) => texts.find({ text: { $not: /(a+)+$/ } }).toArray()],
    [
      'an expression',
      (texts) =>
        texts.aggregate([{ $set: { is: { $regexMatch: { input: '$text', regex: '(a+)+$' } } } }]).toArray(),
    ],
    [
      'a schema',
      (texts) => texts.find({ $jsonSchema: { properties: { text: { pattern: '(a+)+$' } } } }).toArray(),
    ],
    [
      'what an array is filtered by',
      (texts) =>
        texts.updateOne({}, { $set: { 'parts.$[part]': 1 } }, { arrayFilters: [{ part: /(a+)+$/ }] }),
    ],
  ])('looks for no pattern that goes back over and over: %s', async (_what, run) => {
    const texts = server.database().collection<Text>('texts');
    const text = `${'a'.repeat(60)}b`;
    await texts.insertOne({ text, parts: [text] });
    expect(await codeOf(run(texts))).toBe(51_156);
    expect(await texts.countDocuments({ text: /a+b$/ })).toBe(1);
  });

  it('is refused what a validator would take years to look for', async () => {
    const database = server.database();
    const texts = await database.createCollection('texts', { validator: { text: { $regex: '(a+)+$' } } });
    expect(await codeOf(texts.insertOne({ text: `${'a'.repeat(60)}b` }))).toBe(121);
    expect(await codeOf(texts.insertOne({ text: 'aaa' }))).toBeUndefined();
  });
});

interface Text {
  text: string;
  parts: string[];
}

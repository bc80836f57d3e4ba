import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

/** A value nested as deeply as no stored one is. */
const deep = {
  $reduce: { input: { $range: [0, 50_000] }, initialValue: ['$_id'], in: ['$$value'] },
};

describe('a value that is nested tens of thousands deep', () => {
  it.each<[what: string, stages: object[]]>([
    ['compared', [{ $match: { $expr: { $eq: [deep, deep] } } }]],
    ['looked for', [{ $match: { $expr: { $in: [deep, [deep]] } } }]],
    ['hashed', [{ $set: { hash: { $toHashedIndexKey: deep } } }]],
    ['a group', [{ $group: { _id: deep } }]],
    ['an order', [{ $set: { deep } }, { $sort: { deep: 1 } }]],
    ['an answer', [{ $set: { deep } }]],
    ['stored', [{ $set: { deep } }, { $out: 'stored' }]],
  ])('is refused as too deep when it is to be %s', async (_what, stages) => {
    const ones = server.database().collection<{ _id: number }>('ones');
    await ones.insertMany([{ _id: 1 }, { _id: 2 }]);
    expect(await codeOf(ones.aggregate(stages).toArray())).toBe(15);
    expect(await ones.countDocuments()).toBe(2);
  });

  it('is no hindrance where nobody looks into it', async () => {
    const ones = server.database().collection<{ _id: number }>('ones');
    await ones.insertOne({ _id: 1 });
    const found = await ones.aggregate([{ $set: { size: { $size: deep } } }]).toArray();
    expect(found).toEqual([{ _id: 1, size: 1 }]);
  });
});

import { Decimal128, Double, EJSON, Int32, Long } from 'bson';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from './test-server.ts';

/** One line a case, over the official driver: on this server, or with MONGODB_URI on a real one to compare. */

const int = (value: number): Int32 => new Int32(value);
const long = (value: number): Long => Long.fromNumber(value);
const double = (value: number): Double => new Double(value);
const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const at = (text: string): Date => new Date(text);

/** Values of the field `a`, or `MISSING`; the positions of those that the filter finds. */
const MISSING = Symbol('missing');
const FILTERS: [what: string, values: unknown[], filter: Document, found: number[]][] = [
  ['null is equal to missing', [null, MISSING, 1, []], { a: null }, [0, 1]],
  ['what is not null', [null, MISSING, 1, []], { a: { $ne: null } }, [2, 3]],
  ['null is at least null, and so is missing', [null, MISSING, 1], { a: { $gte: null } }, [0, 1]],
  ['an array exists when it is empty', [[], MISSING, null], { a: { $exists: true } }, [0, 2]],
  ['null inside documents of an array', [[{ b: null }], [1], [{ c: 1 }], []], { 'a.b': null }, [0, 2]],
  [
    'an array as a whole or as an element',
    [
      [1, 2],
      [[1, 2], 3],
      [2, 1],
    ],
    { a: [1, 2] },
    [0, 1],
  ],
  [
    'documents with their fields in order',
    [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
    ],
    { a: { x: 1, y: 2 } },
    [0],
  ],
  ['a comparison stays within its type', [5, '5', null, new Date()], { a: { $gt: 1 } }, [0]],
  ['two conditions that two elements meet', [[1, 10], [5], [1]], { a: { $gt: 2, $lt: 8 } }, [0, 1]],
  ['$elemMatch that one element meets', [[1, 10], [5]], { a: { $elemMatch: { $gt: 2, $lt: 8 } } }, [1]],
  ['a number in a path is a position or a name', [[7], { 0: 7 }, 7], { 'a.0': 7 }, [0, 1]],
  ['NaN is equal to NaN', [Number.NaN, 1], { a: Number.NaN }, [0]],
  ['nothing is less than NaN', [Number.NaN, 1], { a: { $lt: Number.NaN } }, []],
  ['a number whatever its type', [1, double(1), long(1), decimal('1.00')], { a: 1 }, [0, 1, 2, 3]],
  ['a decimal that no double is', [0.1, decimal('0.1')], { a: 0.1 }, [0]],
  ['a remainder with its sign', [-5, 5], { a: { $mod: [3, -2] } }, [0]],
  [
    'no remainder of what no long holds',
    [1e19, Number.NaN, Number.POSITIVE_INFINITY, 4],
    { a: { $mod: [2, 0] } },
    [3],
  ],
  ['$nin finds what is missing', [1, MISSING, [2]], { a: { $nin: [1] } }, [1, 2]],
  ['$not finds what is missing', [5, MISSING, 'x'], { a: { $not: { $gt: 1 } } }, [1, 2]],
  ['a type of an element', [[1, 'x'], 'x'], { a: { $type: 'number' } }, [0]],
];

const UPDATES: [what: string, before: Document, update: Document | Document[], after: Document][] = [
  [
    'an int that grows too large becomes a long',
    { a: int(2_147_483_647) },
    { $inc: { a: int(1) } },
    { a: long(2_147_483_648) },
  ],
  ['an int and a double add to a double', { a: int(1) }, { $inc: { a: double(2) } }, { a: double(3) }],
  ['a decimal stays a decimal', { a: int(1) }, { $inc: { a: decimal('0.1') } }, { a: decimal('1.1') }],
  ['what is missing times a long is 0', {}, { $mul: { a: long(5) } }, { a: long(0) }],
  ['null is less than any number', { a: null }, { $min: { a: int(5) } }, { a: null }],
  ['an equal minimum changes nothing', { a: int(5) }, { $min: { a: double(5) } }, { a: int(5) }],
  [
    'new fields come in the order of their names',
    { z: int(1) },
    { $set: { b: int(2), a: int(1) } },
    { z: int(1), a: int(1), b: int(2) },
  ],
  [
    'an array is filled up with null',
    { a: [int(1)] },
    { $set: { 'a.2': int(3) } },
    { a: [int(1), null, int(3)] },
  ],
  [
    'two elements of one array',
    { a: [int(1), int(2)] },
    { $set: { 'a.0': int(9), 'a.1': int(8) } },
    { a: [int(9), int(8)] },
  ],
  ['a number as a name where nothing is', {}, { $set: { 'a.0': int(1) } }, { a: { 0: int(1) } }],
  [
    'an element that is unset becomes null',
    { a: [int(1), int(2)] },
    { $unset: { 'a.0': 1 } },
    { a: [null, int(2)] },
  ],
  [
    '$push sorts and then cuts',
    { a: [int(3)] },
    { $push: { a: { $each: [int(2), int(1)], $sort: 1, $slice: 2 } } },
    { a: [int(1), int(2)] },
  ],
  ['a set has a number once', { a: [int(1)] }, { $addToSet: { a: double(1) } }, { a: [int(1)] }],
  ['$pull by a condition', { a: [int(1), int(5)] }, { $pull: { a: { $gt: 4 } } }, { a: [int(1)] }],
  [
    '$pull of documents by their fields',
    { a: [{ x: int(1), y: int(1) }, { x: int(2) }] },
    { $pull: { a: { x: 1 } } },
    { a: [{ x: int(2) }] },
  ],
  [
    'every element of every array',
    { a: [{ b: [int(1)] }] },
    { $inc: { 'a.$[].b.$[]': int(1) } },
    { a: [{ b: [int(2)] }] },
  ],
  [
    'a pipeline reads the document',
    { a: int(3) },
    [{ $set: { s: { $add: ['$a', 1] } } }],
    { a: int(3), s: int(4) },
  ],
];

const SUMMER_TIME = at('2024-03-31T01:30:00Z');
const EXPRESSIONS: [what: string, expression: unknown, value: unknown][] = [
  ['ints that add to a long', { $add: [int(2_147_483_647), int(1)] }, long(2_147_483_648)],
  ['a quotient is a double', { $divide: [int(4), int(2)] }, double(2)],
  ['a remainder with its sign', { $mod: [int(-7), int(3)] }, int(-1)],
  ['half rounds to even', { $round: [double(2.5), 0] }, double(2)],
  ['what is missing is less than null', { $cmp: ['$nothing', null] }, int(-1)],
  ['an empty text is true', { $and: ['x', ''] }, true],
  ['null makes a text null', { $concat: ['a', null] }, null],
  ['a text becomes an int', { $toInt: '5' }, int(5)],
  ['any text is true', { $toBool: 'false' }, true],
  ['positions from the end', { $arrayElemAt: [[int(1), int(3)], -1] }, int(3)],
  [
    'the hour that summer time skips',
    { $dateToString: { date: SUMMER_TIME, format: '%H:%M %z', timezone: 'Europe/Stockholm' } },
    '03:30 +0200',
  ],
  [
    'the last days of a year of 53 weeks',
    { $dateToString: { date: at('2021-01-03'), format: '%G-W%V-%u' } },
    '2020-W53-7',
  ],
  [
    'a local day',
    { $dateTrunc: { date: SUMMER_TIME, unit: 'day', timezone: 'Europe/Stockholm' } },
    at('2024-03-30T23:00:00Z'),
  ],
  [
    'a month after the 31st',
    { $dateAdd: { startDate: at('2024-01-31'), unit: 'month', amount: 1 } },
    at('2024-02-29'),
  ],
  [
    'a day of 23 hours',
    {
      $dateAdd: {
        startDate: at('2024-03-30T23:00:00Z'),
        unit: 'day',
        amount: 1,
        timezone: 'Europe/Stockholm',
      },
    },
    at('2024-03-31T22:00:00Z'),
  ],
  ['the 30th of February', { $dateFromParts: { year: 2024, month: 2, day: 30 } }, at('2024-03-01')],
];

const REFUSED: [what: string, code: number, update: Document | Document[]][] = [
  ['two operators on one path', 40, { $set: { a: 1 }, $inc: { a: 1 } }],
  ['a path and what it leads through', 40, { $set: { c: 1, 'c.d': 1 } }],
  ['a path through a number', 28, { $set: { 'a.b': 1 } }],
  ['another _id', 66, { $set: { _id: 5 } }],
  ['to add to a text', 14, { $inc: { s: 1 } }],
  ['to push to a number', 2, { $push: { a: 1 } }],
  ['an element that no filter found', 2, { $set: { 'l.$': 1 } }],
  ['a filter of elements that is not given', 2, { $set: { 'l.$[x]': 1 } }],
  ['an operator that does not exist', 9, { $nonsense: { a: 1 } }],
  ['an empty name', 56, { $set: { 'a..b': 1 } }],
];

const exact = (value: unknown): string => EJSON.stringify(value, { relaxed: false });

describe('documented behaviour', () => {
  const uri = process.env.MONGODB_URI;
  let server: TestServer | undefined;
  let client: MongoClient;
  let things: Collection;

  beforeAll(async () => {
    server = uri === undefined ? await openTestServer() : undefined;
    client = server?.client ?? (await new MongoClient(uri!).connect());
    things = client.db(`behaviour-${process.pid}`).collection('things');
  });
  beforeEach(() => things.deleteMany({}));
  afterAll(async () => {
    await client.db(things.dbName).dropDatabase();
    await (server ?? client).close();
  });

  const stored = (): Promise<Document | null> =>
    things.findOne({}, { projection: { _id: 0 }, promoteValues: false });

  it.each(FILTERS)('finds: %s', async (_what, values, filter, found) => {
    await things.insertMany(values.map((a, _id) => (a === MISSING ? { _id } : { _id, a })) as Document[]);
    const documents = await things.find(filter).sort({ _id: 1 }).toArray();
    expect(documents.map(({ _id }) => _id as unknown)).toEqual(found);
  });

  it.each(UPDATES)('updates: %s', async (_what, before, update, after) => {
    await things.insertOne({ ...before });
    await things.updateOne({}, update);
    expect(exact(await stored())).toBe(exact(after));
  });

  it.each(EXPRESSIONS)('computes: %s', async (_what, expression, value) => {
    await things.insertOne({});
    const [row] = await things
      .aggregate([{ $project: { _id: 0, value: expression } }], { promoteValues: false })
      .toArray();
    expect(exact(row)).toBe(exact({ value }));
  });

  it.each(REFUSED)('refuses: %s, with code %i', async (_what, code, update) => {
    await things.insertOne({ a: 1, s: 'x', l: [1], c: {} });
    expect(await codeOf(things.updateOne({}, update))).toBe(code);
  });
});

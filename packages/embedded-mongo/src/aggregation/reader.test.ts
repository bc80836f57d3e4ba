import { BSONRegExp, Decimal128, Double, Long } from 'bson';
import * as fc from 'fast-check';
import type { Collection, Document } from 'mongodb';
import { openTestServer, type TestServer } from '../test-server.ts';

type Numbered = Document & { _id: number };

const scalar = fc.constantFrom<unknown>(
  null,
  1,
  new Double(1.5),
  Long.fromNumber(1),
  Decimal128.fromString('1.0'),
  Number.NaN,
  'a',
  'b',
  true,
  { x: 1 },
  new BSONRegExp('a', 'i'),
);
const value = fc.oneof(
  scalar,
  fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }),
);
const document = fc.oneof(
  value.map((a) => ({ a })),
  value.map((b) => ({ a: { b } })),
  fc.array(value, { maxLength: 2 }).map((all) => ({ a: all.map((b) => ({ b })) })),
  fc.constant({}),
);
const documents = fc.array(document, { minLength: 1, maxLength: 6 });

describe('what a join reads', () => {
  let server: TestServer;
  let locals: Collection<Numbered>;
  let foreign: Collection<Numbered>;

  beforeAll(async () => {
    server = await openTestServer();
    const db = server.database();
    locals = db.collection('locals');
    foreign = db.collection('foreign');
  });
  afterAll(() => server.close());

  const fill = async (collection: Collection<Numbered>, contents: Document[]): Promise<void> => {
    await collection.drop();
    await collection.insertMany(contents.map((content, _id) => ({ _id, ...content })));
  };
  const joined = async (localField: string, foreignField: string): Promise<number[][]> => {
    const lookup = { $lookup: { from: 'foreign', localField, foreignField, as: 'found' } };
    const rows = await locals.aggregate([lookup, { $sort: { _id: 1 } }]).toArray();
    return rows.map(({ found }) => (found as Numbered[]).map(({ _id }) => _id).toSorted((x, y) => x - y));
  };
  const matched = (path: string, operand: unknown): Promise<unknown> => {
    const filter = { $expr: { $and: [{ $eq: [operand, `$${path}`] }, { $gte: ['$_id', 0] }] } };
    const pipeline = [{ $match: filter }, { $sort: { _id: 1 } }];
    const lookup = { $lookup: { from: 'foreign', let: { v: '$a' }, pipeline, as: 'found' } };
    return locals.aggregate([lookup, { $sort: { _id: 1 } }]).toArray();
  };

  it('finds the same with an index on the field as without', async () => {
    const fields = fc.constantFrom('a', 'a.b', 'a.0', 'missing');
    await fc.assert(
      fc.asyncProperty(documents, documents, fields, fields, async (left, right, local, other) => {
        await fill(locals, left);
        await fill(foreign, right);
        const without = await joined(local, other);
        await foreign.createIndex({ [other]: 1 });
        expect(await joined(local, other)).toEqual(without);
      }),
      { numRuns: 30 },
    );
  });

  it('finds the same by an expression with an index on its field as without', async () => {
    const fields = fc.constantFrom('a', 'a.b', 'a.0', 'missing');
    await fc.assert(
      fc.asyncProperty(
        documents,
        documents,
        fields,
        fc.constantFrom('$$v', '$$v.b', 1, 'a'),
        async (left, right, path, operand) => {
          await fill(locals, left);
          await fill(foreign, right);
          const without = await matched(path, operand);
          await foreign.createIndex({ [path]: 1 });
          expect(await matched(path, operand)).toEqual(without);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('compares texts as the collation says', async () => {
    await fill(locals, [{ a: 'Ö' }]);
    await fill(foreign, [{ a: 'ö' }, { a: 'o' }]);
    await foreign.createIndex({ a: 1 });
    const lookup = { $lookup: { from: 'foreign', localField: 'a', foreignField: 'a', as: 'found' } };
    const collation = { locale: 'sv', strength: 2 };
    const [row] = await locals.aggregate([lookup], { collation }).toArray();
    expect(row).toMatchObject({ found: [{ _id: 0 }] });
  });

  it('finds more documents for one value than it reads at once', async () => {
    await fill(locals, [{ a: 1 }]);
    await fill(
      foreign,
      Array.from({ length: 1_200 }, () => ({ a: 1 })),
    );
    await foreign.createIndex({ a: 1 });
    expect((await joined('a', 'a'))[0]).toHaveLength(1_200);
  });
});

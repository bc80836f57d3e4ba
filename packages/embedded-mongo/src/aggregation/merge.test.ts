import type { Collection, Db, Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

type Numbered = Document & { _id: number };

describe('$merge and $out into collections', () => {
  let server: TestServer;
  let db: Db;
  let source: Collection<Numbered>;
  let target: Collection<Numbered>;

  beforeAll(async () => {
    server = await openTestServer();
  });
  beforeEach(async () => {
    db = server.database();
    source = db.collection('source');
    target = db.collection('target');
    await source.insertMany([1, 2, 3].map((n) => ({ _id: n, n })));
  });
  afterAll(() => server.close());

  const merge = (options: Document, before: Document[] = []): Promise<Document[]> =>
    source.aggregate([...before, { $merge: { into: 'target', ...options } }]).toArray();
  const stored = (): Promise<Document[]> => target.find().sort({ _id: 1 }).toArray();
  const fill = (...documents: Numbered[]): Promise<unknown> => target.insertMany(documents);

  it('goes on after a document that fails, and then tells', async () => {
    await fill({ _id: 1 }, { _id: 3 });
    expect(await codeOf(merge({ whenMatched: 'replace', whenNotMatched: 'fail' }))).toBe(13_113);
    expect(await stored()).toEqual([
      { _id: 1, n: 1 },
      { _id: 3, n: 3 },
    ]);
  });

  it('says which documents were there already', async () => {
    await fill({ _id: 2 });
    await expect(merge({ whenMatched: 'fail' })).rejects.toMatchObject({
      code: 11_000,
      message: expect.stringContaining("the same values for the 'on' fields") as string,
    });
    expect(await stored()).toEqual([{ _id: 1, n: 1 }, { _id: 2 }, { _id: 3, n: 3 }]);
  });

  it('merges as $set does: new fields in the order of their names, and paths where a name has dots', async () => {
    await fill({ _id: 1, old: true });
    await merge({ whenNotMatched: 'discard' }, [
      { $replaceWith: { $literal: { _id: 1, z: 1, a: 1, 'x.y': 1 } } },
    ]);
    expect(JSON.stringify(await stored())).toBe('[{"_id":1,"old":true,"a":1,"x":{"y":1},"z":1}]');
  });

  it('replaces by a row also where that begins as operators do', async () => {
    await target.createIndex({ key: 1 }, { unique: true });
    const replace = { on: 'key', whenMatched: 'replace' };
    const before = [{ $match: { _id: 1 } }, { $replaceWith: { $literal: { $set: { n: 2 }, key: 7 } } }];
    await merge(replace, before);
    expect(await stored()).toEqual([{ _id: expect.anything() as number, $set: { n: 2 }, key: 7 }]);
    expect(await codeOf(merge(replace, before))).toBe(52);
  });

  it('gives no document that is there a field that begins with a dollar', async () => {
    await fill({ _id: 1 });
    const before = [{ $replaceWith: { $literal: { _id: 1, $n: 1 } } }];
    expect(await codeOf(merge({}, before))).toBe(52);
    await merge({ whenMatched: 'keepExisting' }, before);
    expect(await stored()).toEqual([{ _id: 1 }]);
  });

  it('takes null for an option that is not told', async () => {
    await merge({ let: null, whenMatched: [{ $set: { a: 1 } }], whenNotMatched: null });
    expect(await target.countDocuments()).toBe(3);
    expect(await codeOf(merge({ whenNotMatched: 1 }))).toBe(14);
  });

  it('inserts the document itself where a pipeline has nothing to change', async () => {
    await fill({ _id: 1 });
    const whenMatched = [{ $set: { sum: { $add: ['$$new.n', '$$more'] } } }];
    await merge({ let: { more: '$n' }, whenMatched });
    expect(await stored()).toEqual([
      { _id: 1, sum: 2 },
      { _id: 2, n: 2 },
      { _id: 3, n: 3 },
    ]);
  });

  it('inserts fields that begin with a dollar', async () => {
    await merge({}, [{ $replaceWith: { $literal: { _id: 1, $n: 1 } } }]);
    expect(await stored()).toEqual([{ _id: 1, $n: 1 }]);
  });

  it('changes no _id', async () => {
    await target.createIndex({ n: 1 }, { unique: true });
    await fill({ _id: 9, n: 1 });
    await merge({ on: 'n', whenMatched: 'replace' }, [{ $match: { n: 1 } }, { $project: { _id: 0 } }]);
    expect(await stored()).toEqual([{ _id: 9, n: 1 }]);
    expect(await codeOf(merge({ on: 'n', whenMatched: 'replace' }))).toBe(66);
  });

  it('holds documents against the validator, unless told not to', async () => {
    await db.createCollection('target', { validator: { n: { $lt: 3 } } });
    const bypassDocumentValidation = true;
    for (const stage of [{ $merge: { into: 'target' } }, { $out: 'target' }]) {
      expect(await codeOf(source.aggregate([stage]).toArray())).toBe(121);
      expect(await codeOf(source.aggregate([stage], { bypassDocumentValidation }).toArray())).toBeUndefined();
      await target.deleteMany({});
    }
  });

  it.each([
    [51_183, { $merge: { into: 'target', on: 'n' } }, {}],
    [51_183, { $merge: { into: 'target', on: '_id' } }, { collation: { locale: 'sv' } }],
    [31_320, { $merge: { into: { db: 'admin', coll: 'x' } } }, {}],
    [31_319, { $merge: { into: 'system.x' } }, {}],
    [5_786_800, { $merge: '' }, {}],
    [5_786_801, { $merge: { into: '' } }, {}],
    [73, { $merge: { into: { db: 'x' } } }, {}],
    [14, { $merge: { into: { coll: 1 } } }, {}],
    [40_415, { $merge: { into: { coll: 'x', x: 1 } } }, {}],
    [31_321, { $out: { db: 'config', coll: 'x' } }, {}],
    [17_385, { $out: 'system.x' }, {}],
    [73, { $out: '' }, {}],
    [40_414, { $out: { coll: 'x' } }, {}],
    [238, { $out: { db: 'x', coll: 'x', timeseries: { timeField: 't' } } }, {}],
  ])('refuses with %i: %j %j', async (code, stage, options) => {
    expect(await codeOf(source.aggregate([stage], options).toArray())).toBe(code);
  });
});

import { Int32, serialize } from 'bson';
import * as fc from 'fast-check';
import { aggregate } from '../in-memory.ts';

const rows = fc.array(
  fc.record({
    k: fc.option(fc.constantFrom('a', 'b', 1, 2.5, true), { nil: null }),
    n: fc.integer({ min: -9, max: 9 }),
  }),
  { maxLength: 30 },
);

describe('$group', () => {
  it('counts and sums as a loop over the documents does', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (documents) => {
        const expected = new Map<unknown, { n: number; many: number }>();
        for (const { k, n } of documents) {
          const group = expected.get(k) ?? { n: 0, many: 0 };
          expected.set(k, { n: group.n + n, many: group.many + 1 });
        }
        const groups = await aggregate(documents, [
          { $group: { _id: { k: '$k' }, n: { $sum: '$n' }, many: { $sum: 1 } } },
        ]);
        const found = new Map(
          groups.map(({ _id, n, many }) => [_id.k?.valueOf() ?? _id.k, { n: Number(n), many: Number(many) }]),
        );
        expect(found).toEqual(expected);
      }),
    );
  });

  it('refuses to keep more than its memory allows', async () => {
    const documents = Array.from({ length: 60 }, (_, _id) => ({ _id, text: 'x'.repeat(2_000_000) }));
    expect(serialize(documents[0]!).length).toBeGreaterThan(2_000_000);
    await expect(
      aggregate(documents, [{ $group: { _id: null, all: { $push: '$text' } } }]),
    ).rejects.toMatchObject({
      code: 146,
    });
    const each = { $group: { _id: '$_id', all: { $push: '$text' } } };
    await expect(aggregate(documents, [each])).rejects.toMatchObject({ code: 292 });
    const text = [{ $first: '$text' }, { $last: '$text' }, { $max: '$text' }, { $mergeObjects: '$$ROOT' }];
    for (const kept of text) {
      const group = { $group: { _id: '$_id', kept } };
      await expect(aggregate(documents, [group])).rejects.toMatchObject({ code: 292 });
    }
    const last = { $group: { _id: null, text: { $last: '$text' } } };
    expect(await aggregate(documents, [last])).toHaveLength(1);
    const facet = { $facet: { n: [{ $count: 'n' }], all: [] } };
    await expect(aggregate(documents, [facet])).rejects.toMatchObject({ code: 4_031_700 });
    const counted = await aggregate(documents, [{ $facet: { n: [{ $count: 'n' }] } }]);
    expect(counted).toMatchObject([{ n: [{ n: new Int32(60) }] }]);
  });
});

import type { Document } from 'bson';
import { aggregate, codeOf, shown } from '../in-memory.ts';

const locals = [{ _id: 1, x: 1 }, { _id: 2, x: 2, found: 'old' }, { _id: 3 }];
const collections = {
  others: [
    { _id: 4, x: 1 },
    { _id: 5, x: 1 },
    { _id: 6, x: 2 },
  ],
};
const join = (as: string): Document => ({
  $lookup: { from: 'others', localField: 'x', foreignField: 'x', as },
});
const run = async (...stages: Document[]): Promise<string[]> =>
  (await aggregate(locals, stages, { collections })).map(shown);

describe('$lookup with the $unwind of what it joins', () => {
  it.each<[as: string, unwind: Document | string]>([
    ['found', '$found'],
    ['found', { path: '$found', preserveNullAndEmptyArrays: true }],
    ['found', { path: '$found', includeArrayIndex: 'place' }],
    ['found', { path: '$found', includeArrayIndex: 'found.place', preserveNullAndEmptyArrays: true }],
    ['a.found', { path: '$a.found', includeArrayIndex: 'place', preserveNullAndEmptyArrays: true }],
  ])('gives the same at once as one after the other: %s %j', async (as, unwind) => {
    const together = await run(join(as), { $unwind: unwind });
    expect(together).toEqual(await run(join(as), { $_internalInhibitOptimization: {} }, { $unwind: unwind }));
    expect(together.length).toBeGreaterThan(2);
  });

  it('leaves another $unwind alone', async () => {
    expect(await run(join('found'), { $unwind: '$x' }, { $match: { _id: 2 } })).toEqual([
      shown({ _id: 2, x: 2, found: [{ _id: 6, x: 2 }] }),
    ]);
  });

  it('refuses what is wrong with the $unwind', async () => {
    const stages = [join('found'), { $unwind: { path: '$found', odd: 1 } }];
    expect(await codeOf(aggregate(locals, stages, { collections }))).toBe(28_811);
  });
});

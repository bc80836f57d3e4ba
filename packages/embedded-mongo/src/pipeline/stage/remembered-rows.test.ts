import type { Document } from 'bson';
import { aggregate, shown, type Collections } from '../in-memory.ts';

/** What is joined to three documents, and how often the other collection was read for it. */
async function joined(lookup: Document): Promise<{ found: string[]; reads: number }> {
  let reads = 0;
  const collections: Collections = {
    get others(): Document[] {
      reads += 1;
      return [{ k: 1 }, { k: 2 }];
    },
  };
  const locals = [{ k: 1 }, { k: 2 }, { k: 3 }];
  const stages = [{ $lookup: { from: 'others', as: 'found', ...lookup } }, { $unset: 'k' }];
  return { found: (await aggregate(locals, stages, { collections })).map(shown), reads };
}

const each = (...found: unknown[]): string[] => found.map((documents) => shown({ found: documents }));
const large = { k: { $gt: 1 } };
const equal = [{ $match: { $expr: { $eq: ['$k', '$$v'] } } }];
const inside = [{ $lookup: { from: 'others', pipeline: equal, as: 'inner' } }, { $match: large }];

describe('a $lookup with a pipeline', () => {
  it('runs it once where it is the same for every document', async () => {
    const two = [{ k: 2 }];
    expect(await joined({ let: { v: '$k' }, pipeline: [{ $match: large }] })).toEqual({
      found: each(two, two, two),
      reads: 1,
    });
  });

  it('runs it for every document whose variables it reads, also inside another', async () => {
    expect(await joined({ let: { v: '$k' }, pipeline: equal })).toEqual({
      found: each([{ k: 1 }], [{ k: 2 }], []),
      reads: 3,
    });
    const { found } = await joined({ let: { v: '$k' }, pipeline: inside });
    expect(found).toEqual(
      each([{ k: 2, inner: [{ k: 1 }] }], [{ k: 2, inner: [{ k: 2 }] }], [{ k: 2, inner: [] }]),
    );
  });

  it.each([{ $sample: { size: 1 } }, { $set: { r: { $rand: {} } } }])(
    'runs it for every document where it is left to chance: %j',
    async (stage) => {
      expect(await joined({ pipeline: [stage] })).toMatchObject({ reads: 3 });
    },
  );
});

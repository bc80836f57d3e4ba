import type { Document } from 'bson';
import { beforeJoins } from './before-joins.ts';
import { aggregate, bytesOf, shown, type Collections } from './in-memory.ts';
import { readStages } from './read-stages.ts';

const lookup = (as: string): Document => ({
  $lookup: { from: 'others', localField: 'n', foreignField: 'n', as },
});
const graph = {
  $graphLookup: { from: 'others', startWith: '$n', connectFromField: 'n', connectToField: 'n', as: 'g' },
};
const ordered = (...stages: Document[]): string[] =>
  beforeJoins(readStages(stages.map(bytesOf))).map(({ name }) => name);

describe('stages after a join', () => {
  it('come before it where they sort by other fields, or cut off', () => {
    expect(ordered(lookup('o'), graph, { $sort: { n: 1 } }, { $skip: 1 }, { $limit: 1 })).toEqual([
      '$sort',
      '$skip',
      '$limit',
      '$lookup',
      '$graphLookup',
    ]);
  });

  it.each<[why: string, stages: Document[]]>([
    ['they sort by what it adds', [lookup('o'), { $sort: { o: 1 } }, { $limit: 1 }]],
    ['they sort by something inside of it', [lookup('o'), { $sort: { 'o.n': 1 } }]],
    ['they sort by something beside of it', [lookup('o.joined'), { $sort: { 'o.n': 1 } }]],
    ['it is taken apart first', [lookup('o'), { $unwind: '$o' }, { $sort: { n: 1 } }, { $limit: 1 }]],
    ['another stage is between', [lookup('o'), { $match: { n: 1 } }, { $limit: 1 }]],
  ])('stay where they are when %s', (_why, stages) => {
    expect(ordered(...stages)).toEqual(stages.map((stage) => Object.keys(stage)[0]));
  });

  it('give what they would give there, with less joined', async () => {
    let reads = 0;
    const collections: Collections = {
      get others(): Document[] {
        reads += 1;
        return [{ n: 3 }];
      },
    };
    const documents = [1, 3, 2].map((n) => ({ n }));
    const equal = {
      from: 'others',
      let: { n: '$n' },
      pipeline: [{ $match: { $expr: { $eq: ['$n', '$$n'] } } }],
    };
    const stages = [{ $lookup: { ...equal, as: 'o' } }, { $sort: { n: -1 } }, { $limit: 1 }];
    expect((await aggregate(documents, stages, { collections })).map(shown)).toEqual([
      shown({ n: 3, o: [{ n: 3 }] }),
    ]);
    expect(reads).toBe(1);
  });
});

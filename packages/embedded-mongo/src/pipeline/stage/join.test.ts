import { Long, type Document } from 'bson';
import { refused } from '../expression/expression-table.ts';
import { aggregate, codeOf, shown, type Collections } from '../in-memory.ts';
import { pipelines } from './stage-table.ts';

const collections: Collections = {
  films: [
    { _id: 1, title: 'A', tags: ['x', 'y'] },
    { _id: 2, title: 'B', tags: ['y'] },
    { _id: 3, title: 'C' },
  ],
  edges: [
    { _id: 1, from: 'a', to: 'b' },
    { _id: 2, from: 'b', to: 'c' },
    { _id: 3, from: 'c', to: 'a' },
    { _id: 4, from: 'x', to: 'y' },
  ],
};
const options = { collections };
const [film1, film2, film3] = collections.films as [Document, Document, Document];

pipelines('$lookup', [
  [
    [{ f: 2 }],
    [{ $lookup: { from: 'films', localField: 'f', foreignField: '_id', as: 'found' } }],
    [{ f: 2, found: [film2] }],
    options,
  ],
  [
    [{ f: [3, 1] }],
    [{ $lookup: { from: 'films', localField: 'f', foreignField: '_id', as: 'found' } }],
    [{ f: [3, 1], found: [film1, film3] }],
    options,
  ],
  [
    [{ t: 'y' }],
    [{ $lookup: { from: 'films', localField: 't', foreignField: 'tags', as: 'o.found' } }],
    [{ t: 'y', o: { found: [film1, film2] } }],
    options,
  ],
  [
    [{ t: ['B', 'A', 'B'] }],
    [{ $lookup: { from: 'films', localField: 't', foreignField: 'title', as: 'found' } }],
    [{ t: ['B', 'A', 'B'], found: [film1, film2] }],
    options,
  ],
  [
    [{}],
    [{ $lookup: { from: 'films', localField: 't', foreignField: 'tags', as: 'found' } }],
    [{ found: [film3] }],
    options,
  ],
  [
    [{ l: [{ t: 'x' }, { t: 'q' }] }],
    [{ $lookup: { from: 'films', localField: 'l.t', foreignField: 'tags', as: 'found' } }],
    [{ l: [{ t: 'x' }, { t: 'q' }], found: [film1] }],
    options,
  ],
  [
    [{ l: [{ t: ['x'] }, { t: [] }] }, { l: { t: [['x', 'y']] } }, { l: [] }],
    [
      { $lookup: { from: 'films', localField: 'l.t', foreignField: 'tags', as: 'found' } },
      { $project: { found: { _id: 1 } } },
    ],
    [{ found: [{ _id: 1 }] }, { found: [{ _id: 1 }] }, { found: [{ _id: 3 }] }],
    options,
  ],
  [
    [{ f: 2 }],
    [{ $lookup: { from: 'nowhere', localField: 'f', foreignField: '_id', as: 'found' } }],
    [{ f: 2, found: [] }],
    options,
  ],
  [
    [{ f: 2 }, { f: 1 }],
    [
      {
        $lookup: {
          from: 'films',
          let: { f: '$f' },
          pipeline: [{ $match: { $expr: { $gt: ['$_id', '$$f'] } } }, { $project: { title: 1 } }],
          as: 'found',
        },
      },
    ],
    [
      { f: 2, found: [{ _id: 3, title: 'C' }] },
      {
        f: 1,
        found: [
          { _id: 2, title: 'B' },
          { _id: 3, title: 'C' },
        ],
      },
    ],
    options,
  ],
  [
    [{ t: 'y', n: 1 }],
    [
      {
        $lookup: {
          from: 'films',
          localField: 't',
          foreignField: 'tags',
          let: { n: '$n' },
          pipeline: [{ $match: { $expr: { $ne: ['$_id', '$$n'] } } }, { $set: { n: '$$n' } }],
          as: 'found',
        },
      },
    ],
    [{ t: 'y', n: 1, found: [{ ...film2, n: 1 }] }],
    options,
  ],
  [
    [{ a: 1 }],
    [{ $lookup: { pipeline: [{ $documents: [{ x: 1 }] }], as: 'found' } }],
    [{ a: 1, found: [{ x: 1 }] }],
  ],
  [[], [{ $lookup: 1 }], refused(9)],
  [[], [{ $lookup: { from: 'films', as: 'x' } }], refused(9)],
  [[], [{ $lookup: { from: 'films', localField: 'a', as: 'x' } }], refused(9)],
  [[], [{ $lookup: { from: 'films', localField: 'a', foreignField: 'b' } }], refused(9)],
  [[], [{ $lookup: { from: 'films', pipeline: [], as: 'x', foo: 'a' } }], refused(9)],
  [[], [{ $lookup: { from: 'films', pipeline: [{ $out: 'x' }], as: 'x' } }], refused(51_047)],
  [[], [{ $lookup: { from: 'films', pipeline: [{ $foo: 1 }], as: 'x' } }], refused(40_324)],
  [[], [{ $lookup: { from: 'films', pipeline: [{ $match: { $expr: '$$a' } }], as: 'x' } }], refused(17_276)],
]);

const walk = { from: 'edges', startWith: '$s', connectFromField: 'to', connectToField: 'from', as: 'found' };

pipelines('$graphLookup', [
  [
    [{ s: 'a' }],
    [{ $graphLookup: { ...walk, depthField: 'depth' } }, { $project: { 'found._id': 1, 'found.depth': 1 } }],
    [
      {
        found: [
          { _id: 1, depth: Long.fromNumber(0) },
          { _id: 2, depth: Long.fromNumber(1) },
          { _id: 3, depth: Long.fromNumber(2) },
        ],
      },
    ],
    options,
  ],
  [
    [{ s: 'a' }],
    [{ $graphLookup: { ...walk, maxDepth: 0 } }, { $project: { 'found._id': 1 } }],
    [{ found: [{ _id: 1 }] }],
    options,
  ],
  [
    [{ s: ['a', 'x'] }],
    [
      { $graphLookup: { ...walk, restrictSearchWithMatch: { _id: { $ne: 2 } } } },
      { $project: { 'found._id': 1 } },
    ],
    [{ found: [{ _id: 1 }, { _id: 4 }] }],
    options,
  ],
  [[{}], [{ $graphLookup: walk }], [{ found: [] }], options],
  [
    [{ _id: 1 }, { _id: 2, boss: null }],
    [
      {
        $graphLookup: {
          from: 'here',
          startWith: '$boss',
          connectFromField: '_id',
          connectToField: 'boss',
          as: 'found',
        },
      },
    ],
    [
      { _id: 1, found: [] },
      { _id: 2, boss: null, found: [{ _id: 2, boss: null }] },
    ],
  ],
  [[], [{ $graphLookup: { ...walk, maxDepth: -1 } }], refused(40_101)],
  [[], [{ $graphLookup: { ...walk, maxDepth: 'a' } }], refused(40_100)],
  [[], [{ $graphLookup: { ...walk, from: 1 } }], refused(9)],
  [[], [{ $graphLookup: { ...walk, as: 1 } }], refused(40_103)],
  [[], [{ $graphLookup: { ...walk, as: '$a' } }], refused(16_410)],
  [[], [{ $graphLookup: { ...walk, foo: 1 } }], refused(40_104)],
  [[], [{ $graphLookup: { from: 'edges' } }], refused(40_105)],
]);

pipelines('$facet and $unionWith', [
  [
    [{ _id: 1 }, { _id: 2 }],
    [
      {
        $facet: {
          all: [{ $count: 'n' }],
          some: [{ $match: { _id: 2 } }],
          none: [{ $limit: 1 }, { $skip: 1 }],
        },
      },
    ],
    [{ all: [{ n: 2 }], some: [{ _id: 2 }], none: [] }],
  ],
  [[], [{ $facet: { a: [{ $match: {} }] } }], [{ a: [] }]],
  [
    [{ n: 1 }, { n: 0 }],
    [{ $facet: { a: [{ $count: 'n' }], b: [{ $project: { x: { $divide: [1, '$n'] } } }] } }],
    refused(2),
  ],
  [[], [{ $facet: {} }], refused(40_169)],
  [[], [{ $facet: { a: 1 } }], refused(40_170)],
  [[], [{ $facet: { a: [1] } }], refused(40_171)],
  [[], [{ $facet: { a: [{ $facet: { b: [] } }] } }], refused(40_600)],
  [[], [{ $facet: { a: [{ $out: 'x' }] } }], refused(40_600)],
  [
    [{ _id: 9 }],
    [{ $unionWith: 'films' }, { $project: { _id: 1 } }],
    [{ _id: 9 }, { _id: 1 }, { _id: 2 }, { _id: 3 }],
    options,
  ],
  [
    [{ _id: 9 }],
    [{ $unionWith: { coll: 'films', pipeline: [{ $match: { _id: 3 } }, { $unset: 'title' }] } }],
    [{ _id: 9 }, { _id: 3 }],
    options,
  ],
  [[], [{ $unionWith: { coll: 'films', foo: 1 } }], refused(40_415)],
  [[], [{ $unionWith: { coll: 'films', pipeline: [{ $out: 'x' }] } }], refused(31_441)],
]);

const target = (): Collections => ({
  there: [
    { _id: 1, key: 'a', old: true },
    { _id: 2, key: 'b', old: true },
  ],
});

async function written(documents: Document[], stage: Document): Promise<string[]> {
  const kept = target();
  expect(await aggregate(documents, [stage], { collections: kept })).toEqual([]);
  return kept.there!.map(shown);
}

describe('$merge and $out', () => {
  it('merges fields into what matches and inserts the rest', async () => {
    expect(await written([{ _id: 1, n: 1 }, { _id: 7 }], { $merge: 'there' })).toEqual(
      [{ _id: 1, key: 'a', old: true, n: 1 }, { _id: 2, key: 'b', old: true }, { _id: 7 }].map(shown),
    );
  });

  it('replaces, keeps or runs a pipeline when told', async () => {
    const documents = [{ _id: 1, n: 1 }];
    expect((await written(documents, { $merge: { into: 'there', whenMatched: 'replace' } }))[0]).toBe(
      shown({ _id: 1, n: 1 }),
    );
    expect((await written(documents, { $merge: { into: 'there', whenMatched: 'keepExisting' } }))[0]).toBe(
      shown({ _id: 1, key: 'a', old: true }),
    );
    const pipeline = [{ $set: { sum: { $add: ['$$new.n', '$$more'] } } }];
    const stage = { $merge: { into: 'there', let: { more: 5 }, whenMatched: pipeline } };
    expect((await written(documents, stage))[0]).toBe(shown({ _id: 1, key: 'a', old: true, sum: 6 }));
  });

  it('matches on another unique field', async () => {
    const stage = { $merge: { into: 'there', on: 'key', whenNotMatched: 'discard' } };
    expect(await written([{ key: 'b', n: 1 }, { key: 'z' }], stage)).toEqual(
      [
        { _id: 1, key: 'a', old: true },
        { _id: 2, key: 'b', old: true, n: 1 },
      ].map(shown),
    );
  });

  it('puts the result in place of a collection', async () => {
    expect(await written([{ _id: 5 }], { $out: 'there' })).toEqual([shown({ _id: 5 })]);
  });

  it.each([
    [{ $merge: { into: 'there', whenMatched: 'keepExisting', whenNotMatched: 'discard' } }, 51_181],
    [{ $merge: { into: 'there', on: 'old' } }, 51_183],
    [{ $merge: { into: 'there', on: 'key' } }, 51_132],
    [{ $merge: { into: 'there', whenNotMatched: 'fail' } }, 13_113],
    [{ $merge: { into: 'there', let: { a: 1 } } }, 51_199],
    [{ $merge: { into: 'there', on: [] } }, 51_187],
    [{ $merge: { into: 'there', foo: 1 } }, 40_415],
    [{ $merge: 1 }, 51_182],
    [{ $out: 1 }, 16_990],
    [{ $out: { db: 'a.b', coll: 'there' } }, 73],
    [{ $merge: { into: { db: 'a.b', coll: 'there' } } }, 73],
  ])('refuses %j with %i', async (stage, code) => {
    expect(await codeOf(aggregate([{ _id: 8 }], [stage], { collections: target() }))).toBe(code);
  });
});

import { refused } from './expression/expression-table.ts';
import { pipelines } from './stage/stage-table.ts';

const lookup = (pipeline: object[], from?: string): object => ({
  $lookup: { ...(from && { from }), pipeline, as: 'found' },
});
const union = (pipeline: object[], coll?: string): object => ({
  $unionWith: { ...(coll && { coll }), pipeline },
});

const nested = (depth: number): object =>
  Array.from({ length: depth - 1 }).reduce<object>((inner) => union([inner], 'others'), union([], 'others'));

pipelines('places of stages', [
  [[], [nested(20)], []],
  [[], [nested(21)], refused(232)],
  [[], [{ $nonsense: {} }], refused(40_324)],
  [[], [{ $match: {} }, { $documents: [] }], refused(40_602)],
  [[], [{ $match: {} }, { $collStats: {} }], refused(40_602)],
  [[], [{ $match: {} }, { $geoNear: {} }], refused(40_602)],
  [[], [{ $out: 'x' }, { $match: {} }], refused(40_601)],
  [[], [{ $setWindowFields: {} }], refused(238)],
  [[], [{ $currentOp: {} }], refused(73)],
  [[], [lookup([{ $documents: [] }], 'others')], refused(73)],
  [[], [lookup([{ $match: {} }])], refused(9)],
  [[], [union([{ $listLocalSessions: {} }], 'others')], refused(73)],
  [[], [union([{ $documents: [] }], 'others')], refused(73)],
  [[], [union([{ $match: {} }])], refused(9)],
  [[], [lookup([{ $out: 'x' }], 'others')], refused(51_047)],
  [[], [lookup([{ $changeStream: {} }], 'others')], refused(51_047)],
  [[], [union([{ $merge: 'x' }], 'others')], refused(31_441)],
  [[], [{ $facet: { a: [{ $facet: { b: [] } }] } }], refused(40_600)],
  [[], [{ $facet: { a: [{ $indexStats: {} }] } }], refused(40_600)],
  [[], [{ $facet: { a: [lookup([{ $facet: { b: [] } }], 'others')] } }], refused(40_600)],
  [[], [{ $facet: { a: [union([{ $documents: [] }])] } }], refused(40_600)],
  [[{ a: 1 }], [{ $_internalInhibitOptimization: {} }], [{ a: 1 }]],
  [[{ a: 1 }, { a: 2 }], [{ $sort: { a: -1 } }, { $match: { a: 1 } }, { $limit: 1 }], [{ a: 1 }]],
  [
    [{ a: 1 }, { a: 3 }, { a: 2 }, { a: 4 }],
    [{ $sort: { a: 1 } }, { $skip: 1 }, { $set: { b: '$a' } }, { $skip: 1 }, { $unset: 'a' }, { $limit: 1 }],
    [{ b: 3 }],
  ],
  [[{ a: 1 }], [{ $match: {} }, { $skip: 0 }, { $addFields: {} }], [{ a: 1 }]],
]);

pipelines('$documents', [
  [[], [{ $documents: [{ a: 1 }, { a: 2 }] }], [{ a: 1 }, { a: 2 }]],
  [[], [{ $documents: 'x' }], refused(5_858_203)],
  [[], [{ $documents: [{ a: 1 }, 2] }], refused(40_228)],
  [
    [{ _id: 1, list: [{ a: 1 }] }],
    [{ $lookup: { let: { list: '$list' }, pipeline: [{ $documents: '$$list' }], as: 'found' } }],
    [{ _id: 1, list: [{ a: 1 }], found: [{ a: 1 }] }],
  ],
  [
    [{ _id: 1 }, { _id: 2 }],
    [
      {
        $lookup: {
          localField: '_id',
          foreignField: 'a',
          pipeline: [{ $documents: [{ a: 2 }, { a: 3 }] }, { $project: { _id: 0, b: '$a' } }],
          as: 'found',
        },
      },
    ],
    [
      { _id: 1, found: [] },
      { _id: 2, found: [{ b: 2 }] },
    ],
  ],
]);

import { Decimal128, Double, Long } from 'bson';
import { refused } from '../expression/expression-table.ts';
import { pipelines } from './stage-table.ts';

const sales = [
  { _id: 1, kind: 'a', n: 1, at: new Date('2024-01-01T23:30:00Z') },
  { _id: 2, kind: 'b', n: 2.5, at: new Date('2024-01-02T10:00:00Z') },
  { _id: 3, kind: 'a', n: 3, at: new Date('2024-01-02T12:00:00Z') },
  { _id: 4, n: 'none' },
];

pipelines('$group', [
  [
    sales,
    [{ $group: { _id: '$kind', total: { $sum: '$n' }, many: { $sum: 1 }, mean: { $avg: '$n' } } }],
    [
      { _id: 'a', total: 4, many: 2, mean: new Double(2) },
      { _id: 'b', total: 2.5, many: 1, mean: 2.5 },
      { _id: null, total: 0, many: 1, mean: null },
    ],
  ],
  [
    sales,
    [{ $group: { _id: { kind: '$kind', big: { $gt: ['$n', 2] } }, ids: { $push: '$_id' } } }],
    [
      { _id: { kind: 'a', big: false }, ids: [1] },
      { _id: { kind: 'b', big: true }, ids: [2] },
      { _id: { kind: 'a', big: true }, ids: [3] },
      { _id: { big: true }, ids: [4] },
    ],
  ],
  [
    sales,
    [
      { $match: { at: { $exists: true } } },
      {
        $group: {
          _id: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Europe/Stockholm' } },
          n: { $count: {} },
        },
      },
    ],
    [{ _id: '2024-01-02', n: 3 }],
  ],
  [
    [{ k: 1 }, { k: new Double(1) }, { k: Long.fromNumber(1) }, { k: Decimal128.fromString('1.0') }],
    [{ $group: { _id: '$k', n: { $sum: 1 } } }],
    [{ _id: 1, n: 4 }],
  ],
  [[{ k: null }, {}], [{ $group: { _id: '$k', n: { $sum: 1 } } }], [{ _id: null, n: 2 }]],
  [[{ k: null }, {}], [{ $group: { _id: { k: '$k' }, n: { $sum: 1 } } }], [{ _id: { k: null }, n: 2 }]],
  [
    [{ k: null, l: 1 }, { l: 1 }],
    [{ $group: { _id: { k: '$k', l: '$l' }, n: { $sum: 1 } } }],
    [
      { _id: { k: null, l: 1 }, n: 1 },
      { _id: { l: 1 }, n: 1 },
    ],
  ],
  [
    [{ k: 'A' }, { k: 'a' }],
    [{ $group: { _id: '$k', n: { $sum: 1 } } }],
    [{ _id: 'A', n: 2 }],
    { collation: { locale: 'en', strength: 2 } },
  ],
  [[{ k: [1, 2] }, { k: [1, 2] }], [{ $group: { _id: '$k' } }], [{ _id: [1, 2] }]],
  [
    sales,
    [
      {
        $group: {
          _id: null,
          min: { $min: '$n' },
          max: { $max: '$n' },
          first: { $first: '$kind' },
          last: { $last: '$kind' },
        },
      },
    ],
    [{ _id: null, min: 1, max: 'none', first: 'a', last: null }],
  ],
  [
    sales,
    [{ $group: { _id: 1, kinds: { $addToSet: '$kind' }, pushed: { $push: '$kind' } } }],
    [{ _id: 1, kinds: ['a', 'b'], pushed: ['a', 'b', 'a'] }],
  ],
  [
    [{ a: Long.fromString('9223372036854775807') }, { a: 1 }],
    [{ $group: { _id: null, n: { $sum: '$a' } } }],
    [{ _id: null, n: new Double(9_223_372_036_854_775_808) }],
  ],
  [
    [{ a: 2_147_483_647 }, { a: 1 }],
    [{ $group: { _id: null, n: { $sum: '$a' } } }],
    [{ _id: null, n: Long.fromNumber(2_147_483_648) }],
  ],
  [
    [{ a: Decimal128.fromString('0.1') }, { a: 2 }],
    [{ $group: { _id: null, n: { $sum: '$a' } } }],
    [{ _id: null, n: Decimal128.fromString('2.1') }],
  ],
  [
    [{ a: 1 }, { a: 3 }],
    [{ $group: { _id: null, p: { $stdDevPop: '$a' }, s: { $stdDevSamp: '$a' } } }],
    [{ _id: null, p: new Double(1), s: Math.SQRT2 }],
  ],
  [
    [{ o: { a: 1 } }, { o: { b: 2 } }, {}],
    [{ $group: { _id: null, o: { $mergeObjects: '$o' } } }],
    [{ _id: null, o: { a: 1, b: 2 } }],
  ],
  [
    sales,
    [{ $group: { _id: null, top: { $top: { sortBy: { n: -1 }, output: '$_id' } } } }],
    [{ _id: null, top: 4 }],
  ],
  [
    sales,
    [{ $group: { _id: null, low: { $bottomN: { n: 2, sortBy: { n: -1 }, output: '$_id' } } } }],
    [{ _id: null, low: [2, 1] }],
  ],
  [
    sales,
    [
      {
        $group: {
          _id: null,
          two: { $firstN: { input: '$kind', n: 2 } },
          most: { $maxN: { input: '$n', n: 2 } },
        },
      },
    ],
    [{ _id: null, two: ['a', 'b'], most: ['none', 3] }],
  ],
  [[], [{ $group: { _id: null, n: { $sum: 1 } } }], []],
  [[], [{ $group: 1 }], refused(15_947)],
  [[], [{ $group: { n: { $sum: 1 } } }], refused(15_955)],
  [[], [{ $group: { _id: 1, a: 1 } }], refused(40_234)],
  [[], [{ $group: { _id: 1, a: { foo: 1 } } }], refused(40_234)],
  [[], [{ $group: { _id: 1, a: { $foo: 1 } } }], refused(15_952)],
  [[], [{ $group: { _id: 1, a: { $minN: {} } } }], refused(5_787_906)],
  [[], [{ $group: { _id: 1, $doingMerge: true } }], refused(238)],
  [[], [{ $group: { _id: 1, a: { $_internalJsReduce: {} } } }], refused(238)],
  [[], [{ $group: { _id: 1, a: { $sum: 1, $avg: 1 } } }], refused(40_238)],
  [[], [{ $group: { _id: 1, a: { $sum: [1, 2] } } }], refused(40_237)],
  [[], [{ $group: { _id: 1, 'a.b': { $sum: 1 } } }], refused(40_235)],
  [[], [{ $group: { _id: 1, $a: { $sum: 1 } } }], refused(40_236)],
  [[], [{ $group: { _id: { $foo: 1 } } }], refused(168)],
  [[], [{ $group: { _id: { a: 1 } } }], refused(17_390)],
  [[{}, {}], [{ $group: { _id: { $expr: {} }, n: { $sum: { $expr: 2 } } } }], [{ _id: {}, n: 4 }]],
  [[], [{ $group: { _id: { a: '$a', b: true } } }], refused(17_390)],
  [[{ o: 1 }], [{ $group: { _id: null, o: { $mergeObjects: '$o' } } }], refused(40_400)],
]);

const scores = [1, 4, 7, 12].map((n) => ({ _id: n, n }));

pipelines('$bucket, $bucketAuto and $sortByCount', [
  [
    scores,
    [{ $bucket: { groupBy: '$n', boundaries: [0, 5, 10], default: 'more' } }],
    [
      { _id: 0, count: 2 },
      { _id: 5, count: 1 },
      { _id: 'more', count: 1 },
    ],
  ],
  [
    scores,
    [{ $bucket: { groupBy: '$n', boundaries: [0, 5, 20], output: { ids: { $push: '$_id' } } } }],
    [
      { _id: 0, ids: [1, 4] },
      { _id: 5, ids: [7, 12] },
    ],
  ],
  [scores, [{ $bucket: { groupBy: '$n', boundaries: [0, 5] } }], refused(40_066)],
  [[], [{ $bucket: { groupBy: 'n', boundaries: [0, 5] } }], refused(40_202)],
  [[], [{ $bucket: { groupBy: '$n', boundaries: [5, 0] } }], refused(40_194)],
  [[], [{ $bucket: { groupBy: '$n', boundaries: [0, 'a'] } }], refused(40_193)],
  [[], [{ $bucket: { groupBy: '$n', boundaries: [0] } }], refused(40_192)],
  [[], [{ $bucket: { groupBy: '$n', boundaries: [0, 5], default: 3 } }], refused(40_199)],
  [[], [{ $bucket: { groupBy: '$n' } }], refused(40_198)],
  [[], [{ $bucket: 1 }], refused(40_201)],
  [
    scores,
    [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }],
    [
      { _id: { min: 1, max: 7 }, count: 2 },
      { _id: { min: 7, max: 12 }, count: 2 },
    ],
  ],
  [scores, [{ $bucketAuto: { groupBy: '$n', buckets: 9 } }, { $count: 'n' }], [{ n: 4 }]],
  [[], [{ $bucketAuto: { groupBy: '$n', buckets: 0 } }], refused(40_243)],
  [[], [{ $bucketAuto: { groupBy: 'n', buckets: 2 } }], refused(40_239)],
  [[], [{ $bucketAuto: { groupBy: '$n' } }], refused(40_246)],
  [
    [{ k: 'a' }, { k: 'b' }, { k: 'b' }],
    [{ $sortByCount: '$k' }],
    [
      { _id: 'b', count: 2 },
      { _id: 'a', count: 1 },
    ],
  ],
  [[], [{ $sortByCount: 'k' }], refused(40_148)],
  [[], [{ $sortByCount: 1 }], refused(40_149)],
  [[], [{ $sortByCount: { a: 1 } }], refused(40_147)],
]);

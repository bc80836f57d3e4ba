import { Decimal128 } from 'bson';
import { refused } from '../expression/expression-table.ts';
import { pipelines } from '../stage/stage-table.ts';

const sales = [
  { _id: 1, place: 'CA', n: 1 },
  { _id: 2, place: 'CA', n: 5 },
  { _id: 3, place: 'CA', n: 3 },
  { _id: 4, place: 'NY', n: 2 },
  { _id: 5, place: 'NY', n: 9 },
];
const byPlace = (value: object): object[] => [{ $group: { _id: { place: '$place' }, value } }];
const inAll = (value: object): object[] => [{ $group: { _id: null, value } }];
const perPlace = { $cond: [{ $eq: ['$place', 'CA'] }, 2, 1] };
const lists = [
  { _id: 1, a: [1, 9] },
  { _id: 2, a: [2, 3] },
  { _id: 3, a: [] },
  { _id: 4, a: null },
];

pipelines('accumulators of several values', [
  [
    sales,
    byPlace({ $minN: { input: '$n', n: perPlace } }),
    [
      { _id: { place: 'CA' }, value: [1, 3] },
      { _id: { place: 'NY' }, value: [2] },
    ],
  ],
  [
    sales,
    byPlace({ $bottomN: { output: '$n', sortBy: { n: 1 }, n: perPlace } }),
    [
      { _id: { place: 'CA' }, value: [3, 5] },
      { _id: { place: 'NY' }, value: [9] },
    ],
  ],
  [
    sales,
    inAll({ $maxN: { input: '$n', n: Decimal128.fromString('9223372036854775807') } }),
    [{ _id: null, value: [9, 5, 3, 2, 1] }],
  ],
  [lists, inAll({ $topN: { output: '$_id', sortBy: { a: 1 }, n: 3 } }), [{ _id: null, value: [3, 4, 1] }]],
  [lists, inAll({ $topN: { output: '$_id', sortBy: { a: -1 }, n: 2 } }), [{ _id: null, value: [1, 2] }]],
  [sales, inAll({ $top: { output: '$nothing', sortBy: { n: 1 } } }), [{ _id: null, value: null }]],
  [sales, inAll({ $firstN: { input: '$n', n: 'x' } }), refused(5_787_902)],
  [sales, inAll({ $firstN: { input: '$n', n: 1.5 } }), refused(5_787_903)],
  [sales, inAll({ $firstN: { input: '$n', n: 0 } }), refused(5_787_908)],
  [[], inAll({ $lastN: { input: '$n' } }), refused(5_787_906)],
  [[], inAll({ $lastN: { n: 1 } }), refused(5_787_907)],
  [[], inAll({ $minN: { input: '$n', n: 1, x: 1 } }), refused(5_787_901)],
  [[], inAll({ $topN: { output: '$n', sortBy: { n: 1 } } }), refused(5_788_003)],
  [[], inAll({ $top: { output: '$n', sortBy: { n: 1 }, n: 1 } }), refused(5_788_002)],
  [[], inAll({ $top: { output: '$n', sortBy: { n: 'up' } } }), refused(15_974)],
  [[], inAll({ $top: { output: '$n', sortBy: { n: 2 } } }), refused(15_975)],
  [[], inAll({ $top: { output: '$n', sortBy: {} } }), refused(9_657_900)],
  [[], inAll({ $top: { output: '$n', sortBy: 'n' } }), refused(10_065)],
  [
    [],
    [{ $bucketAuto: { groupBy: '$n', buckets: 2, output: { v: { $minN: { input: '$n', n: perPlace } } } } }],
    refused(4_544_714),
  ],
]);

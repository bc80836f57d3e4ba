import { Double } from 'bson';
import { expressions, MISSING, refused } from './expression-table.ts';

expressions('arrays', [
  [{ $size: '$list' }, 3],
  [{ $size: '$absent' }, refused(17_124)],
  [{ $arrayElemAt: ['$list', 0] }, 3],
  [{ $arrayElemAt: ['$list', -1] }, 2],
  [{ $arrayElemAt: ['$list', 9] }, MISSING],
  [{ $arrayElemAt: ['$nothing', 0] }, null],
  [{ $arrayElemAt: ['$n', 0] }, refused(28_689)],
  [{ $arrayElemAt: ['$list', 'a'] }, refused(28_690)],
  [{ $arrayElemAt: ['$list', 1.5] }, refused(28_691)],
  [{ $first: '$list' }, 3],
  [{ $last: '$list' }, 2],
  [{ $first: '$n' }, refused(28_689)],
  [{ $concatArrays: ['$list', [4]] }, [3, 1, 2, 4]],
  [{ $concatArrays: ['$list', '$nothing'] }, null],
  [{ $concatArrays: ['$list', 1] }, refused(28_664)],
  [{ $in: [1, '$list'] }, true],
  [{ $in: [new Double(1), '$list'] }, true],
  [{ $in: [1, 1] }, refused(40_081)],
  [{ $indexOfArray: ['$list', 2] }, 2],
  [{ $indexOfArray: ['$list', 9] }, -1],
  [{ $indexOfArray: ['$n', 9] }, refused(40_090)],
  [{ $isArray: '$list' }, true],
  [{ $isArray: ['$n'] }, false],
  [{ $range: [0, 5, 2] }, [0, 2, 4]],
  [{ $range: [3, 0, -1] }, [3, 2, 1]],
  [{ $range: [0, 1, 0] }, refused(34_449)],
  [{ $range: ['a', 1] }, refused(34_443)],
  [{ $range: [1.5, 2] }, refused(34_444)],
  [{ $reverseArray: '$list' }, [2, 1, 3]],
  [{ $reverseArray: 1 }, refused(34_435)],
  [{ $slice: ['$list', 2] }, [3, 1]],
  [{ $slice: ['$list', -2] }, [1, 2]],
  [{ $slice: ['$list', 1, 5] }, [1, 2]],
  [{ $slice: ['$list', -9, 2] }, [3, 1]],
  [{ $slice: ['$list', 1, 0] }, refused(28_729)],
  [{ $slice: [1, 1] }, refused(28_724)],
  [{ $slice: ['$list'] }, refused(28_667)],
  [{ $zip: { inputs: [[1, 2], ['a']] } }, [[1, 'a']]],
  [
    { $zip: { inputs: [[1, 2], ['a']], useLongestLength: true, defaults: [0, 'z'] } },
    [
      [1, 'a'],
      [2, 'z'],
    ],
  ],
  [{ $zip: { inputs: [[1]], defaults: [0] } }, refused(34_466)],
  [{ $zip: { inputs: [] } }, refused(34_465)],
  [{ $map: { input: '$list', in: { $multiply: ['$$this', 2] } } }, [6, 2, 4]],
  [{ $map: { input: '$documents', as: 'd', in: '$$d.x' } }, [1, 2, null, null]],
  [{ $map: { input: '$absent', in: 1 } }, null],
  [{ $map: { input: '$n', in: 1 } }, refused(16_883)],
  [{ $map: { input: [] } }, refused(16_882)],
  [{ $filter: { input: '$list', cond: { $gt: ['$$this', 1] } } }, [3, 2]],
  [{ $filter: { input: '$list', as: 'i', cond: { $gte: ['$$i', 1] }, limit: 2 } }, [3, 1]],
  [{ $filter: { input: '$n', cond: true } }, refused(28_651)],
  [{ $filter: { input: [] } }, refused(28_650)],
  [{ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $reduce: { input: '$nothing', initialValue: 0, in: 1 } }, null],
  [{ $reduce: { input: 1, initialValue: 0, in: 1 } }, refused(40_080)],
  [
    {
      $map: {
        input: [[1, 2], [3]],
        as: 'row',
        in: { $sum: { $map: { input: '$$row', in: { $add: ['$$this', { $size: '$$row' }] } } } },
      },
    },
    [7, 4],
  ],
  [{ $sortArray: { input: '$list', sortBy: -1 } }, [3, 2, 1]],
  [{ $sortArray: { input: [{ a: 2 }, { a: 1 }], sortBy: { a: 1 } } }, [{ a: 1 }, { a: 2 }]],
  [{ $firstN: { input: '$list', n: 2 } }, [3, 1]],
  [{ $maxN: { input: '$list', n: 2 } }, [3, 2]],
]);

expressions('sets', [
  [
    {
      $setUnion: [
        [2, 1],
        [new Double(1), 3],
      ],
    },
    [1, 2, 3],
  ],
  [{ $setUnion: [[1], null] }, null],
  [{ $setUnion: [[1], 1] }, refused(17_043)],
  [
    {
      $setIntersection: [
        [1, 2, 2],
        [2, 3],
      ],
    },
    [2],
  ],
  [{ $setIntersection: [[1], 1] }, refused(17_047)],
  [{ $setDifference: [[3, 1, 3], [1]] }, [3]],
  [{ $setDifference: [1, []] }, refused(17_048)],
  [
    {
      $setEquals: [
        [1, 2],
        [2, 1, 1],
      ],
    },
    true,
  ],
  [{ $setEquals: [[1]] }, refused(17_045)],
  [{ $setEquals: [[1], null] }, refused(17_044)],
  [{ $setIsSubset: [[1], [2, 1]] }, true],
  [{ $setIsSubset: ['$n', [1]] }, refused(17_310)],
  [{ $setIsSubset: ['$n', '$list'] }, refused(17_046)],
  [{ $allElementsTrue: [[1, true]] }, true],
  [{ $anyElementTrue: [[0, null]] }, false],
  [{ $allElementsTrue: [1] }, refused(17_040)],
]);

expressions('objects', [
  [{ $mergeObjects: [{ a: 1 }, null, { b: 2, a: 3 }] }, { a: 3, b: 2 }],
  [{ $mergeObjects: [1] }, refused(40_400)],
  [
    { $objectToArray: '$inner' },
    [
      { k: 'a', v: 1 },
      { k: 'b', v: { c: 'deep' } },
    ],
  ],
  [{ $objectToArray: 1 }, refused(40_390)],
  [
    {
      $arrayToObject: [
        [
          ['a', 1],
          ['b', 2],
        ],
      ],
    },
    { a: 1, b: 2 },
  ],
  [{ $arrayToObject: { $literal: [{ k: 'a', v: 1 }] } }, { a: 1 }],
  [{ $arrayToObject: { $literal: [1] } }, refused(40_398)],
  [{ $arrayToObject: { $literal: [['a']] } }, refused(40_397)],
  [{ $arrayToObject: { $literal: [{ k: 1, v: 1 }] } }, refused(40_394)],
  [{ $arrayToObject: 1 }, refused(40_386)],
  [{ $setField: { field: 'z', input: '$inner', value: '$n' } }, { a: 1, b: { c: 'deep' }, z: 5 }],
  [{ $unsetField: { field: 'b', input: '$inner' } }, { a: 1 }],
  [{ $setField: { field: 'a', input: true, value: 24 } }, refused(4_161_105)],
  [{ $setField: { field: 'a' } }, refused(4_161_103)],
  [{ $setField: { field: 'a', value: 1 } }, refused(4_161_109)],
  [{ $setField: { field: null, input: {}, value: 0 } }, refused(4_161_107)],
  [{ $setField: 5 }, refused(4_161_100)],
  [{ $bsonSize: { a: 1 } }, 12],
  [{ $binarySize: 'åb' }, 3],
]);

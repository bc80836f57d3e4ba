import { Decimal128, Double, Long } from 'bson';
import { refused } from '../expression/expression-table.ts';
import { pipelines } from './stage-table.ts';

const nested = { _id: 1, a: { b: 1, c: 2 }, list: [{ b: 1, c: 2 }, { c: 3 }, 4, [{ b: 5, c: 6 }]], z: 9 };

pipelines('$project', [
  [[{ _id: 1, a: 2, b: 3 }], [{ $project: { b: 1 } }], [{ _id: 1, b: 3 }]],
  [[{ b: 3, a: 2, _id: 1 }], [{ $project: { a: 1, b: 1 } }], [{ b: 3, a: 2, _id: 1 }]],
  [[{ _id: 1, a: 2, b: 3 }], [{ $project: { b: 0 } }], [{ _id: 1, a: 2 }]],
  [[{ _id: 1, a: 2, b: 3 }], [{ $project: { _id: 0, b: 1 } }], [{ b: 3 }]],
  [[{ _id: 1, a: 2 }], [{ $project: { _id: 0 } }], [{ a: 2 }]],
  [[{ _id: 1, a: 2 }], [{ $project: { _id: 1 } }], [{ _id: 1 }]],
  [[{ _id: 1, a: 2 }], [{ $project: { _id: 1, a: 0 } }], [{ _id: 1 }]],
  [[nested], [{ $project: { 'a.b': 1, z: true } }], [{ _id: 1, a: { b: 1 }, z: 9 }]],
  [[nested], [{ $project: { a: { c: 1 } } }], [{ _id: 1, a: { c: 2 } }]],
  [[nested], [{ $project: { 'list.b': 1 } }], [{ _id: 1, list: [{ b: 1 }, {}, [{ b: 5 }]] }]],
  [
    [nested],
    [{ $project: { 'list.b': 0, a: 0, z: 0 } }],
    [{ _id: 1, list: [{ c: 2 }, { c: 3 }, 4, [{ c: 6 }]] }],
  ],
  [[nested], [{ $project: { 'z.b': 1 } }], [{ _id: 1 }]],
  [[nested], [{ $project: { x: '$a.b', y: { $add: ['$z', 1] } } }], [{ _id: 1, x: 1, y: 10 }]],
  [[nested], [{ $project: { x: '$absent', y: 'text' } }], [{ _id: 1, y: 'text' }]],
  [[nested], [{ $project: { 'a.b': { $literal: 7 }, 'a.c': 1 } }], [{ _id: 1, a: { c: 2, b: 7 } }]],
  [[{ _id: 1, a: [1, { c: 1 }] }], [{ $project: { 'a.b': '$_id' } }], [{ _id: 1, a: [{ b: 1 }, { b: 1 }] }]],
  [[nested], [{ $project: { z: new Double(1) } }], [{ _id: 1, z: 9 }]],
  [[nested], [{ $project: { list: [], z: '$z' } }], [{ _id: 1, list: [], z: 9 }]],
  [[], [{ $project: {} }], refused(51_272)],
  [[], [{ $project: 1 }], refused(15_969)],
  [[], [{ $project: { a: 1, b: 0 } }], refused(31_254)],
  [[], [{ $project: { a: 0, b: 1 } }], refused(31_253)],
  [[], [{ $project: { a: 0, b: { $add: [1, 2] } } }], refused(31_252)],
  [[], [{ $project: { a: 0, b: 'x' } }], refused(31_310)],
  [[], [{ $project: { a: 1, 'a.b': 1 } }], refused(31_249)],
  [[], [{ $project: { 'a.b': 1, a: 1 } }], refused(31_250)],
  [[], [{ $project: { a: {} } }], refused(51_270)],
  [[], [{ $project: { a: { $foo: 1 } } }], refused(31_325)],
  [[], [{ $project: { 'a.$': 1 } }], refused(31_324)],
  [[], [{ $project: { $a: 1 } }], refused(16_410)],
  [[{ a: { $id: 1, $ref: 'c' } }], [{ $project: { 'a.$id': 1, id: '$a.$id' } }], [{ a: { $id: 1 }, id: 1 }]],
  [[{ a: { $ref: 'c', $id: 1 } }], [{ $project: { a: { $ref: 0 } } }], [{ a: { $id: 1 } }]],
  [[], [{ $project: { a: 0, m: { $meta: 'sortKey' } } }], refused(238)],
  [[], [{ $project: { [Array(201).fill('a').join('.')]: 1 } }], refused(15)],
  [[], [{ $project: { 'a.': 1 } }], refused(40_353)],
  [[], [{ $project: { 'a..b': 1 } }], refused(15_998)],
]);

pipelines('$addFields, $set and $unset', [
  [[{ _id: 1, a: 2 }], [{ $addFields: { b: { $add: ['$a', 1] } } }], [{ _id: 1, a: 2, b: 3 }]],
  [[{ _id: 1, a: 2, c: 4 }], [{ $set: { a: 'new' } }], [{ _id: 1, a: 'new', c: 4 }]],
  [[{ _id: 1, a: 2 }], [{ $set: { a: '$$REMOVE', b: '$absent' } }], [{ _id: 1 }]],
  [[{ _id: 1, a: { b: 1 } }], [{ $set: { 'a.c': 2 } }], [{ _id: 1, a: { b: 1, c: 2 } }]],
  [[{ _id: 1, a: { b: 1 } }], [{ $set: { a: { c: 2 } } }], [{ _id: 1, a: { b: 1, c: 2 } }]],
  [[{ _id: 1, a: 5 }], [{ $set: { 'a.c': 2 } }], [{ _id: 1, a: { c: 2 } }]],
  [[{ _id: 1, a: [{ b: 1 }, 2] }], [{ $set: { 'a.c': 2 } }], [{ _id: 1, a: [{ b: 1, c: 2 }, { c: 2 }] }]],
  [[{ _id: 1 }], [{ $set: { a: {} } }], [{ _id: 1, a: {} }]],
  [[{ _id: 1, a: 1 }], [{ $set: { a: '$b', b: '$a' } }], [{ _id: 1, b: 1 }]],
  [[{ _id: 1, n: Long.fromNumber(1) }], [{ $set: { x: 1 } }], [{ _id: 1, n: Long.fromNumber(1), x: 1 }]],
  [[], [{ $addFields: 1 }], refused(40_272)],
  [[], [{ $addFields: { a: 1, 'a.b': 1 } }], refused(40_176)],
  [[], [{ $addFields: { a: { b: 1, $add: [1] } } }], refused(40_181)],
  [[], [{ $addFields: { a: { 'b.c': 1 } } }], refused(40_183)],
  [[], [{ $addFields: { a: { $foo: 1 } } }], refused(168)],
  [[{ _id: 1, a: 1, b: { c: 1, d: 2 } }], [{ $unset: ['a', 'b.c'] }], [{ _id: 1, b: { d: 2 } }]],
  [[{ _id: 1, a: 1 }], [{ $unset: '_id' }], [{ a: 1 }]],
  [
    [
      { _id: 2, c: 1 },
      { _id: 3, y: 1, z: 1 },
    ],
    [{ $unset: ['b', 'c'] }, { $set: { x: 3, y: 4, b: 5, c: 6 } }],
    [
      { _id: 2, c: 6, x: 3, y: 4, b: 5 },
      { _id: 3, y: 4, z: 1, x: 3, b: 5, c: 6 },
    ],
  ],
  [[{ b: { c: 1, a: 2, z: 3 } }], [{ $project: { b: { a: 1 }, 'b.c': 1 } }], [{ b: { c: 1, a: 2 } }]],
  [[], [{ $unset: 1 }], refused(31_002)],
  [[], [{ $unset: [] }], refused(31_119)],
  [[], [{ $unset: ['a', 1] }], refused(31_120)],
]);

pipelines('$replaceRoot and $replaceWith', [
  [[{ _id: 1, a: { b: 1 } }], [{ $replaceRoot: { newRoot: '$a' } }], [{ b: 1 }]],
  [
    [{ _id: 1, a: 2 }],
    [{ $replaceWith: { $mergeObjects: [{ a: 0, z: 1 }, '$$ROOT'] } }],
    [{ a: 2, z: 1, _id: 1 }],
  ],
  [[{ _id: 1 }], [{ $replaceRoot: { newRoot: '$a' } }], refused(40_228)],
  [[], [{ $replaceRoot: 1 }], refused(40_229)],
  [[], [{ $replaceRoot: {} }], refused(40_414)],
  [[], [{ $replaceRoot: { newRoot: {}, other: 1 } }], refused(40_415)],
]);

const list = [{ _id: 1, a: [1, 2] }, { _id: 2, a: [] }, { _id: 3, a: null }, { _id: 4 }, { _id: 5, a: 'x' }];

pipelines('$unwind', [
  [
    list,
    [{ $unwind: '$a' }],
    [
      { _id: 1, a: 1 },
      { _id: 1, a: 2 },
      { _id: 5, a: 'x' },
    ],
  ],
  [
    list,
    [{ $unwind: { path: '$a', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
    [
      { _id: 1, a: 1, i: Long.fromNumber(0) },
      { _id: 1, a: 2, i: Long.fromNumber(1) },
      { _id: 2, i: null },
      { _id: 3, a: null, i: null },
      { _id: 4, i: null },
      { _id: 5, a: 'x', i: null },
    ],
  ],
  [[{ a: { b: [1, 2], c: 0 } }], [{ $unwind: '$a.b' }], [{ a: { b: 1, c: 0 } }, { a: { b: 2, c: 0 } }]],
  [[{ a: [{ b: [1] }] }], [{ $unwind: '$a.b' }], []],
  [[], [{ $unwind: 'a' }], refused(28_818)],
  [[], [{ $unwind: '$a.\0' }], refused(16_419)],
  [[], [{ $unwind: 1 }], refused(15_981)],
  [[], [{ $unwind: {} }], refused(28_812)],
  [[], [{ $unwind: { path: 1 } }], refused(28_808)],
  [[], [{ $unwind: { path: '$a', preserveNullAndEmptyArrays: 1 } }], refused(28_809)],
  [[], [{ $unwind: { path: '$a', includeArrayIndex: '' } }], refused(28_810)],
  [[], [{ $unwind: { path: '$a', includeArrayIndex: '$b' } }], refused(28_822)],
  [[], [{ $unwind: { path: '$a', foo: 1 } }], refused(28_811)],
]);

pipelines('$redact', [
  [
    [{ _id: 1, level: 1, inner: { level: 5, x: 1 }, list: [{ level: 1, y: 1 }, { level: 9 }, 3] }],
    [{ $redact: { $cond: [{ $gt: ['$level', 3] }, '$$PRUNE', '$$DESCEND'] } }],
    [{ _id: 1, level: 1, list: [{ level: 1, y: 1 }, 3] }],
  ],
  [[{ _id: 1 }], [{ $redact: '$$PRUNE' }], []],
  [[{ _id: 1 }], [{ $redact: 1 }], refused(17_053)],
]);

const numbers = [1, 2, 3, 4, 5].map((n) => ({ _id: n }));

pipelines('$match, $sort, $skip, $limit, $count and $sample', [
  [[], [{ $match: { $where: '1' } }], refused(2)],
  [[], [{ $match: { $or: [{ a: { $near: [1, 2] } }] } }], refused(5_626_500)],
  [[], [{ $limit: 1 }, { $match: { $or: [{ $text: { $search: 'x' } }] } }], refused(17_313)],
  [[], [{ $match: { $text: { $search: 'x' } } }], refused(27)],
  [[], [{ $count: '_id' }], refused(9_039_800)],
  [numbers, [{ $match: { 'a.$c': 4 } }], []],
  [numbers, [{ $sort: { _id: 1 } }, { $match: { 'a.$c': 4 } }], []],
  [numbers, [{ $set: { a: 1 } }, { $match: { $or: [{ 'a.$c': 4 }] } }], refused(16_410)],
  [numbers, [{ $set: { a: 1 } }, { $match: { 'a.$id': 4, a: { $in: [2] } } }], []],
  [numbers, [{ $match: { _id: { $gt: 3 } } }], [{ _id: 4 }, { _id: 5 }]],
  [numbers, [{ $set: { a: 1 } }, { $match: { a: 1, _id: 2 } }], [{ _id: 2, a: 1 }]],
  [numbers, [{ $match: { $expr: { $eq: [{ $mod: ['$_id', 2] }, 0] } } }], [{ _id: 2 }, { _id: 4 }]],
  [numbers, [{ $sort: { _id: -1 } }, { $limit: 2 }], [{ _id: 5 }, { _id: 4 }]],
  [numbers, [{ $set: { a: 1 } }, { $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 1 }], [{ _id: 4, a: 1 }]],
  [numbers, [{ $skip: 3 }], [{ _id: 4 }, { _id: 5 }]],
  [numbers, [{ $limit: 1 }, { $match: { _id: 2 } }], []],
  [numbers, [{ $skip: 1 }, { $skip: 1 }, { $limit: 2 }, { $limit: 1 }], [{ _id: 3 }]],
  [
    [{ a: 'b' }, { a: 'Ä' }, { a: 'z' }, { a: 'a' }],
    [{ $sort: { a: 1 } }],
    [{ a: 'a' }, { a: 'b' }, { a: 'z' }, { a: 'Ä' }],
  ],
  [
    [{ a: 'ö' }, { a: 'B' }, { a: 'z' }, { a: 'a' }],
    [{ $sort: { a: 1 } }],
    [{ a: 'a' }, { a: 'B' }, { a: 'z' }, { a: 'ö' }],
    { collation: { locale: 'sv' } },
  ],
  [
    [{ a: 2 }, { a: null }, {}, { a: Decimal128.fromString('1') }, { a: 'x' }],
    [{ $project: { a: 1 } }, { $sort: { a: 1 } }],
    [{ a: null }, {}, { a: Decimal128.fromString('1') }, { a: 2 }, { a: 'x' }],
  ],
  [numbers, [{ $count: 'n' }], [{ n: 5 }]],
  [[], [{ $count: 'n' }], []],
  [numbers, [{ $sample: { size: 9 } }, { $count: 'n' }], [{ n: 5 }]],
  [numbers, [{ $sample: { size: 2 } }, { $count: 'n' }], [{ n: 2 }]],
  [[], [{ $match: 1 }], refused(15_959)],
  [[], [{ $sort: 1 }], refused(15_973)],
  [[], [{ $sort: {} }], refused(15_976)],
  [[], [{ $sort: { a: 2 } }], refused(15_975)],
  [[], [{ $limit: 0 }], refused(15_958)],
  [[], [{ $limit: 'a' }], refused(5_107_201)],
  [[], [{ $limit: -1 }], refused(5_107_201)],
  [[], [{ $skip: -1 }], refused(5_107_200)],
  [[], [{ $count: '' }], refused(40_157)],
  [[], [{ $count: 1 }], refused(40_156)],
  [[], [{ $count: '$a' }], refused(40_158)],
  [[], [{ $count: 'a.b' }], refused(40_160)],
  [[], [{ $sample: 1 }], refused(28_745)],
  [[], [{ $sample: { size: 'a' } }], refused(28_746)],
  [[], [{ $sample: { size: -1 } }], refused(28_747)],
  [[], [{ $sample: {} }], refused(28_749)],
]);

pipelines('what is no pipeline', [
  [[], [{ $foo: 1 }], refused(40_324)],
  [[], [{}], refused(40_323)],
  [[], [{ $match: {}, $sort: { a: 1 } }], refused(40_323)],
  [[], [{ $out: 'x' }, { $match: {} }], refused(40_601)],
  [[], [{ $match: {} }, { $documents: [] }], refused(40_602)],
  [[], [{ $collStats: {} }], refused(238)],
  [[], [{ $geoNear: {} }], refused(238)],
  [[], [{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }], [{ a: 2 }]],
]);

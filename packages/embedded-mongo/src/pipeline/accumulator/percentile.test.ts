import { Decimal128, Double } from 'bson';
import { refused } from '../expression/expression-table.ts';
import { pipelines } from '../stage/stage-table.ts';

const values = [10, 'text', 5, null, Number.NaN, Decimal128.fromString('27'), undefined].map((x) => ({ x }));
const inAll = (value: object): object[] => [{ $group: { _id: null, value } }];
const of = (p: unknown): object[] => inAll({ $percentile: { p, input: '$x', method: 'approximate' } });

pipelines('$percentile and $median of a group', [
  [values, of([0, 0.5, 1]), [{ _id: null, value: [new Double(5), new Double(10), new Double(27)] }]],
  [values, of({ $concatArrays: [[0.9], [0.1]] }), [{ _id: null, value: [new Double(27), new Double(5)] }]],
  [[{ x: 'text' }], of([0.5, 0.9]), [{ _id: null, value: [null, null] }]],
  [
    values,
    inAll({ $median: { input: '$x', method: 'approximate' } }),
    [{ _id: null, value: new Double(10) }],
  ],
  [[], inAll({ $median: { input: '$x' } }), refused(40_414)],
  [[], inAll({ $median: { input: '$x', method: 'discrete' } }), refused(2)],
  [[], of([2]), refused(7_750_303)],
  [[], of(['$x']), refused(7_750_300)],
]);

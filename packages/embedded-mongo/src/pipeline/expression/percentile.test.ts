import { Double } from 'bson';
import { expressions, refused } from './expression-table.ts';

const double = (value: number): Double => new Double(value);
const method = 'approximate';
const ten = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

expressions('percentiles', [
  [{ $percentile: { input: ten, p: [0.5, 0.9, 0, 1], method } }, [5, 9, 1, 10].map(double)],
  [{ $percentile: { input: [1, 'a', null, Number.NaN, 3], p: [1], method } }, [double(3)]],
  [{ $percentile: { input: 7, p: [0.1, 0.2], method } }, [double(7), double(7)]],
  [{ $percentile: { input: '$absent', p: [0.5], method } }, [null]],
  [{ $percentile: { input: '$list', p: { $concatArrays: [[0.5], [1]] }, method } }, [double(2), double(3)]],
  [{ $median: { input: '$list', method } }, double(2)],
  [{ $median: { input: [], method } }, null],
  [{ $percentile: 0.5 }, refused(7_429_703)],
  [{ $median: 0.5 }, refused(7_436_100)],
  [{ $percentile: { input: ten, method } }, refused(40_414)],
  [{ $percentile: { p: [0.5], method } }, refused(40_414)],
  [{ $median: { input: ten } }, refused(40_414)],
  [{ $median: { input: ten, p: [0.5], method } }, refused(40_415)],
  [{ $percentile: { input: ten, p: ['$n'], method } }, refused(7_750_300)],
  [{ $percentile: { input: ten, p: 0.5, method } }, refused(7_750_301)],
  [{ $percentile: { input: ten, p: [], method } }, refused(7_750_301)],
  [{ $percentile: { input: ten, p: [0.5, 'a'], method } }, refused(7_750_302)],
  [{ $percentile: { input: ten, p: [10], method } }, refused(7_750_303)],
  [{ $percentile: { input: ten, p: [Number.NaN], method } }, refused(7_750_303)],
  [{ $median: { input: ten, method: 'discrete' } }, refused(2)],
  [{ $median: { input: ten, method: 42 } }, refused(14)],
]);

import { BSONRegExp, BSONSymbol, Decimal128 } from 'bson';
import { expressions, refused } from './expression-table.ts';

expressions('text', [
  [{ $concat: ['a', 'b', '$text'] }, 'abRäksmörgås'],
  [{ $concat: ['a', '$absent'] }, null],
  [{ $concat: ['a', 1] }, refused(16_702)],
  [{ $concat: [] }, ''],
  [{ $toUpper: '$text' }, 'RäKSMöRGåS'],
  [{ $toLower: 'ÅBC' }, 'Åbc'],
  [{ $toLower: '$nothing' }, ''],
  [{ $toLower: 12 }, '12'],
  [{ $strcasecmp: ['a', 'B'] }, -1],
  [{ $substrBytes: ['hello', 1, 3] }, 'ell'],
  [{ $substrBytes: ['hello', 1, -1] }, 'ello'],
  [{ $substrBytes: ['hello', Decimal128.fromString('1'), Decimal128.fromString('2')] }, 'el'],
  [{ $substrBytes: ['$text', 2, 1] }, refused(28_656)],
  [{ $substrBytes: ['$text', 0, 2] }, refused(28_657)],
  [{ $substrBytes: ['hello', -1, 1] }, refused(50_752)],
  [{ $substrBytes: ['hello', 'a', 1] }, refused(16_034)],
  [{ $substr: ['hello', 9, 1] }, ''],
  [{ $substrCP: ['$text', 1, 3] }, 'äks'],
  [{ $substrCP: ['a', 0, -1] }, refused(34_454)],
  [{ $substrCP: ['a', -1, 1] }, refused(34_455)],
  [{ $substrCP: ['a', 'b', 1] }, refused(34_450)],
  [{ $strLenCP: '$text' }, 10],
  [{ $strLenBytes: '$text' }, 13],
  [{ $strLenCP: 1 }, refused(34_471)],
  [{ $strLenBytes: '$nothing' }, refused(34_473)],
  [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  [{ $split: ['$nothing', '-'] }, null],
  [{ $split: ['a', ''] }, refused(40_087)],
  [{ $split: [1, '-'] }, refused(40_085)],
  [{ $trim: { input: '  a b ' } }, 'a b'],
  [{ $ltrim: { input: 'xxay', chars: 'x' } }, 'ay'],
  [{ $rtrim: { input: 'xax', chars: 'x' } }, 'xa'],
  [{ $trim: { input: 1 } }, refused(50_699)],
  [{ $trim: {} }, refused(50_695)],
  [{ $trim: { input: '', foo: 1 } }, refused(50_694)],
  [{ $indexOfCP: ['$text', 's'] }, 3],
  [{ $indexOfBytes: ['$text', 's'] }, 4],
  [{ $indexOfCP: ['abc', 'c', 1, 2] }, -1],
  [{ $indexOfCP: ['abc', 'a', -1] }, refused(40_097)],
  [{ $indexOfCP: ['abc', 1] }, refused(40_094)],
  [{ $indexOfBytes: ['$nothing', 'a'] }, null],
  [{ $replaceOne: { input: 'aa', find: 'a', replacement: '$n' } }, refused(51_744)],
  [{ $replaceOne: { input: 'aa', find: 'a', replacement: 'b' } }, 'ba'],
  [{ $replaceAll: { input: 'a.a', find: '.', replacement: '-' } }, 'a-a'],
  [{ $replaceAll: { input: 'aa', find: 'a' } }, refused(51_747)],
  [{ $replaceAll: { input: 'a😀', find: '', replacement: '-' } }, '-a-😀-'],
  [{ $replaceAll: { input: 'aba', find: 'a', replacement: { $literal: '$&$$' } } }, '$&$$b$&$$'],
  [{ $toLower: new BSONSymbol('ABC') }, 'abc'],
]);

expressions('regular expressions', [
  [{ $regexMatch: { input: '$text', regex: 'smör' } }, true],
  [{ $regexMatch: { input: '$text', regex: /^räk/i } }, true],
  [{ $regexMatch: { input: '$absent', regex: 'a' } }, false],
  [{ $regexMatch: { input: 1, regex: 'a' } }, refused(51_104)],
  [{ $regexMatch: { input: 'a', regex: 1 } }, refused(51_105)],
  [{ $regexMatch: { input: 'a', regex: '(' } }, refused(51_111)],
  [{ $regexMatch: { input: 'a', regex: new BSONRegExp('a', 'i'), options: 'i' } }, refused(51_107)],
  [{ $regexMatch: { input: 'a', regex: 'a', options: 'q' } }, refused(51_108)],
  [{ $regexMatch: { input: 'a', regex: null, options: 'i\0' } }, refused(51_110)],
  [{ $regexMatch: { input: 'a' } }, refused(31_023)],
  [{ $regexFind: { input: '$text', regex: '(s)(x)?' } }, { match: 's', idx: 3, captures: ['s', null] }],
  [{ $regexFind: { input: 'abc', regex: 'z' } }, null],
  [
    { $regexFindAll: { input: 'åaba', regex: 'a' } },
    [
      { match: 'a', idx: 1, captures: [] },
      { match: 'a', idx: 3, captures: [] },
    ],
  ],
  [{ $regexFindAll: { input: null, regex: 'a' } }, []],
  [{ $map: { input: { $regexFindAll: { input: '😀a😀aa', regex: 'a' } }, in: '$$this.idx' } }, [1, 3, 4]],
]);

/** What becomes twice as large, or one level deeper, so many times. */
const doubled = (times: number, initialValue: unknown, twice: unknown): unknown => ({
  $reduce: { input: { $range: [0, times] }, initialValue, in: twice },
});

const longText = doubled(20, 'a', { $concat: ['$$value', '$$value'] });

expressions('values too large to build', [
  [{ $strLenCP: doubled(30, 'a', { $concat: ['$$value', '$$value'] }) }, refused(13_548)],
  [{ $replaceAll: { input: longText, find: 'a', replacement: 'b'.repeat(100) } }, refused(13_548)],
  [{ $size: doubled(30, [1], { $concatArrays: ['$$value', '$$value'] }) }, refused(146)],
  [doubled(30, longText, ['$$value', '$$value']), refused(13_548)],
  [doubled(200, 1, ['$$value']), refused(15)],
  [{ $regexFindAll: { input: longText, regex: '(?=(a{5000}))a' } }, refused(51_151)],
]);

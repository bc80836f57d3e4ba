import { compileRegex, literalPrefix } from './regex.ts';

type Case = [what: string, source: string, options: string, text: string, found: boolean];

const FOUND: Case[] = [
  ['`$` before a line feed at the end', 'a$', '', 'ba\n', true],
  ['`\\z` at the very end', 'a\\z', '', 'ba\n', false],
  ['lines that a line feed begins', '^b', 'm', 'a\nb', true],
  ['no line after a carriage return', '^b', 'm', 'a\rb', false],
  ['`.` for all but a line feed', 'a.b', '', 'a\u2028b', true],
  ['`.` for a character of two UTF-16 units', '^.$', '', '\u{1f600}', true],
  ['white space of ASCII', '\\s', '', '\u00a0', false],
  ['`\\h` for a no-break space', '\\h', '', '\u00a0', true],
  ['`\\S` inside a class', '[\\S]', '', '\u00a0', true],
  ['`\\w` of ASCII', '^\\w$', '', 'å', false],
  ['`\\w` of Unicode after (*UCP)', '(*UCP)^\\w$', '', 'å', true],
  ['a word of Unicode after (*UCP)', '(*UCP)\\bå', '', 'xå', false],
  ['a POSIX class', '[[:alpha:]]', '', 'å', false],
  ['a POSIX class that is negated', '[[:^alpha:]]', '', 'å', true],
  ['a bracket that comes first in a class', '[]a]', '', ']', true],
  ['a category by one letter', '^\\pL$', '', 'å', true],
  ['a script', '\\p{Greek}', '', 'λ', true],
  ["PCRE's own property", '^\\p{Xan}+$', '', 'å5', true],
  ['a brace that is no quantifier', 'a{,3}', '', 'a{,3}', true],
  ['a quotation, of which the last character is repeated', '\\Qa.b\\E+', '', 'a.bb', true],
  ['a comment', '(?#x)a', '', 'a', true],
  ['white space and comments under `x`', 'a # c\n b', 'x', 'ab', true],
  ['white space in a class under `x`', '[a b]', 'x', ' ', true],
  ['options up to the end of their group', '(?:(?s).)b.', '', '\nb\n', false],
  ['white space of Unicode under `x`', 'a\u2028b', 'x', 'ab', true],
  ['`.` for one character under `s`, as often as it says', '^.{2}$', 's', 'a', false],
  ['a line that begins at the very end', '^.{0}$', 'm', 'a\n', false],
  ['a quantifier of `\\N`', '^\\N{2}$', '', 'ab', true],
  ['`.` in what is repeated', '^(?:b.){2}$', '', 'bcbd', true],
  ['a class that is negated in what is repeated', '^(?:[^,]+,){2}', '', 'a,b,', true],
  ['a class in what is repeated, that it is not', '^(?:a[^b]){2}', '', 'acab', false],
  ['options at the start', '(?is)A.C', '', 'a\nc', true],
  ['a reference by number', '(a)\\1', '', 'aa', true],
  ['a reference by name', '(?P<n>a)(?P=n)', '', 'aa', true],
  ['a reference back', '(a)\\g{-1}', '', 'aa', true],
  ['alternatives of different lengths behind', '(?<=a|bc)d', '', 'bcd', true],
  ['(*FAIL)', 'a(*FAIL)', '', 'a', false],
  ['(*ACCEPT)', 'b(*ACCEPT)c', '', 'b', true],
  ['a verb at the start', '(*PRUNE:x)a', '', 'ba', true],
  ['a verb that ends other attempts before one character', '(*COMMIT)[Aa]', '', 'ba', true],
];

const REFUSED: [what: string, source: string, options?: string][] = [
  ['a place that is repeated', '^*'],
  ['an edge of a word that is repeated', 'a\\b+'],
  ['a verb that is repeated', '(*FAIL){2}'],
  ['numbers of repetitions of nothing', 'a|{2}'],
  ['a character by its name', '\\N{U+41}'],
  ['a control character that is none', '\\cſ'],
  ['a collating element', '[.a.]'],
  ['a verb before alternatives', '(*PRUNE)a|b'],
  ['one case, whatever the case', '\\p{Lu}', 'i'],
  ['a possessive quantifier', 'a++'],
  ['an atomic group', '(?>a)'],
  ['a conditional group', '(?(1)a)'],
  ['a recursion', '(?R)'],
  ['a verb that ends other attempts', 'a(*COMMIT)b'],
  ['a verb that ends other attempts before more than one character', '(*COMMIT)ab'],
  ['another case in the middle', 'a(?i)b'],
  ['a lookbehind of any length', '(?<=a+)c'],
  ['a reference to what may not have matched', '(a)?b\\1'],
  ['a reference into another alternative', '(a)|b\\1'],
  ['a reference to nothing', '\\1'],
  ['a name given twice', '(?<n>a)(?<n>b)'],
  ['a range from a set', '[\\w-.]'],
  ['a range backwards', '[z-a]'],
  ['a POSIX class by itself', '[:alpha:]'],
  ['a quantifier without anything', '*a'],
  ['a quantifier of a quantifier', 'a**'],
  ['numbers out of order', 'a{2,1}'],
  ['a group that does not end', '(a'],
  ['a parenthesis too many', 'a)'],
  ['a class that does not end', '[a'],
  ['an escape that is none', '\\u0041'],
  ['a property that is none', '\\p{Nonsense}'],
  ['251 groups in one another', `${'('.repeat(251)}${')'.repeat(251)}`],
  ['a pattern too long', 'y'.repeat(16_385)],
  ['a pattern of too many bytes', 'é'.repeat(8_193)],
];

describe('a regular expression', () => {
  it.each(FOUND)('reads %s', (_what, source, options, text, found) => {
    expect(compileRegex({ source, options }).test(text)).toBe(found);
  });

  it.each(REFUSED)('is refused with %s', (_what, source, options = '') => {
    expect(() => compileRegex({ source, options })).toThrow(expect.objectContaining({ code: 51_091 }));
  });

  it.each(['(?:(a)|b)?', '(?:(a)b)+', '(a)?'])('%s: what its groups catch is known', (source) => {
    expect(() => compileRegex({ source, options: '' }, '$regexFind')).not.toThrow();
  });

  it.each(['(?:(a)|b)+', '(?:(a)?b){2}'])('%s is refused only where its groups are asked for', (source) => {
    expect(() => compileRegex({ source, options: '' }, '$regexFind')).toThrow(
      expect.objectContaining({ code: 51_091 }),
    );
    expect(compileRegex({ source, options: '' }).test('abab')).toBe(true);
  });

  it.each([
    ['^ab', 'ab'],
    ['^ab+', 'ab'],
    ['^ab?', 'a'],
    ['^ab*', 'a'],
    ['^ab{0}', 'a'],
    ['^a\\.b', 'a.b'],
    ['^a|b', ''],
    ['^ab.(c|d)', ''],
    ['^a\\|b', 'a|b'],
    ['^\\\\|b', ''],
    ['^\\Qa|\\Eb', ''],
    ['^\\Q\\|\\E', '\\|'],
    ['^a\\Q\\E*', ''],
    ['^\\Q[\\Ewi\\Qth]s?\\Ey.', '[with]s?y'],
    ['^\\Qab\\E?', 'a'],
    ['^a\\Q.*', 'a.*'],
    ['(?i)^a', undefined],
    ['a', undefined],
    ['^.', ''],
  ])('%s begins with the text %j for certain', (source, prefix) => {
    expect(literalPrefix({ source, options: '' })).toBe(prefix);
  });
});

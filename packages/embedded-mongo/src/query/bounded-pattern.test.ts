import { compileRegex } from './regex.ts';

const catastrophic = compileRegex({ source: '(a+)+$', options: '' });
const long = `${'a'.repeat(60)}b`;

describe('a search', () => {
  it('that would take years is given up, and says what to do', () => {
    expect(() => catastrophic.test(long)).toThrow(
      expect.objectContaining({ code: 51_156, message: expect.stringContaining('leave out repetitions') }),
    );
  });

  it('that was given up leaves its pattern as it was', () => {
    for (let times = 0; times < 3; times += 1) {
      expect(() => catastrophic.test(long)).toThrow('match limit exceeded');
      expect(catastrophic.exec('xaaa')).toMatchObject({ 0: 'aaa', 1: 'aaa', index: 1 });
    }
  });

  it('for all matches is given up as well, and names its operator', () => {
    const pattern = compileRegex({ source: '(?:a|a)*c', options: '' }, '$regexFindAll');
    expect(() => [...pattern.matches(long)]).toThrow(
      expect.objectContaining({ code: 51_156, message: expect.stringContaining('in $regexFindAll.') }),
    );
  });

  it.each(['.*foo', '.+?foo', '(.*)foo', '.{2,}foo.*bar'])(
    'for what begins with anything is not begun anew at each character: %s',
    (source) => {
      const pattern = compileRegex({ source, options: '' }, '$regexFind');
      expect(pattern.exec('x'.repeat(300_000))).toBeNull();
      expect(pattern.exec(`x\n${'x'.repeat(300_000)} foo bar`)).toMatchObject({ index: 2 });
    },
  );

  it.each([
    ['.*a|b', 'xb', 'b'],
    ['(.*)a\\1', 'bcac', 'cac'],
    ['(.*)?a', 'xa', 'xa'],
    ['(.+)?b', '\nb', 'b'],
  ])('for %s begins where it may', (source, text, found) => {
    expect(compileRegex({ source, options: '' }, '$regexMatch').exec(text)?.[0]).toBe(found);
  });

  it('for all matches goes on in the middle of a line', () => {
    const pattern = compileRegex({ source: '.+?a', options: '' }, '$regexFindAll');
    expect(Array.from(pattern.matches('xaxa\nxa'), ([match]) => match)).toEqual(['xa', 'xa', 'xa']);
  });

  it('that catches more than there is memory for is refused', () => {
    const pattern = compileRegex({ source: '^(?:(a)|b)*$', options: '' }, '$regexMatch');
    expect(() => pattern.test(`${'ab'.repeat(4_000_000)}c`)).toThrow(
      expect.objectContaining({ code: 51_156 }),
    );
  });

  it.each([
    ['each character', '', 'a\u{1f600}b', ['', '', '', '']],
    ['empty matches and others', 'a*', 'aabaa', ['aa', '', 'aa', '']],
    ['more than are looked for at a time', 'b', 'ab'.repeat(2_500), Array.from({ length: 2_500 }, () => 'b')],
    ['what is searched with a limit', '(?:a+)+', `b${'a'.repeat(30)}`, ['a'.repeat(30)]],
  ])('finds %s', (_what, source, text, found) => {
    const pattern = compileRegex({ source, options: '' });
    expect(Array.from(pattern.matches(text), ([match]) => match)).toEqual(found);
  });
});

import * as fc from 'fast-check';
import { createContext, Script } from 'node:vm';
import { Translator } from '../translate.ts';
import { safeLength } from './safe-length.ts';

const NO_OPTIONS = { caseless: false, dotAll: false, multiline: false, extended: false };

function translated(source: string): string {
  return new Translator(source, NO_OPTIONS, false).translate();
}

describe('the length of a text that a pattern is through with soon', () => {
  it.each([
    '(a+)+$',
    '^(\\w+\\s?)*$',
    '(a|a)*$',
    '(a|[ab])*$',
    '(a*)*$',
    '(?:a(?:x?|y?)b)*$',
    '(.+)\\1+$',
    '(a?){30}a{30}',
    `${'a?'.repeat(30)}${'a'.repeat(30)}`,
    `${'(a|a)'.repeat(30)}b`,
    '(a{1,50}){1,50}$',
    '(?=(a+)+$)b',
    `(?:${'ab|'.repeat(40)}c)*$`,
  ])('is none with %s', (source) => {
    expect(safeLength(translated(source), false)).toBe(0);
  });

  it.each([
    ['foo', 100_000],
    ['foo|bar|baz', 100_000],
    ['^foo', 100_000],
    ['^\\d{1,3}(\\.\\d{1,3}){3}$', 16_000_000],
    ['^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 16_000_000],
    ['^.*foo.*', 100_000],
    ['.*foo.*', 500],
    ['foo.*bar', 500],
    ['\\w+\\s+foo', 1_500],
    ['^[^@]+@[^@]+foo', 1_500],
    ['^(?:[A-Z][a-z]+)+$', 100_000],
    ['^[^@]+@([a-z0-9-]+\\.)+[a-z]{2,}$', 80],
    ['^(?=.*[A-Z])(?=.*\\d).{8,}$', 400],
    ['[åä]*|ö+', 400],
  ])('is ample with %s', (source, length) => {
    expect(safeLength(translated(source), false)).toBeGreaterThanOrEqual(length);
  });

  it('takes letters for the same whatever their case where the pattern does', () => {
    const pattern = translated('^(?:[A-Z][a-z]+)+$');
    expect(safeLength(pattern, true)).toBe(0);
  });

  it('is never too long', () => {
    const { source } = fc.letrec<{ source: string; atom: string }>((tie) => ({
      atom: fc.constantFrom('a', 'b', '.', '[ab]', '[^b]', '\\w', '^', '$', '\\b'),
      source: fc.oneof(
        { maxDepth: 4 },
        tie('atom'),
        fc.tuple(tie('source'), tie('source')).map((parts) => parts.join('')),
        fc.tuple(tie('source'), tie('source')).map((parts) => `(${parts.join('|')})`),
        fc.tuple(fc.constantFrom('?=', '?!'), tie('source')).map((parts) => `(${parts.join('')})`),
        fc
          .tuple(
            tie('source'),
            fc.constantFrom('*', '+', '?', '{2}', '{3,}', '{1,4}', '{0,12}', '{1,40}', '*?'),
          )
          .map(([part, quantifier]) => `(?:${part})${quantifier}`),
      ),
    }));
    const search = { run: () => false };
    const context = createContext(search);
    const script = new Script('run()');
    fc.assert(
      fc.property(source, fc.constantFrom('a', 'ab', 'aab'), fc.constantFrom('', 'c'), (part, unit, end) => {
        const pattern = translated(`${part}c?$`);
        const length = Math.min(safeLength(pattern, false), 10_000);
        const text = unit.repeat(length).slice(0, Math.max(0, length - 1)) + end;
        const regex = new RegExp(pattern, 'v');
        search.run = () => regex.test(text);
        // What is not safe would take much longer.
        expect(() => void script.runInContext(context, { timeout: 5_000 })).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

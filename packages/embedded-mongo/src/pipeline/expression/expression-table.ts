import { EJSON } from 'bson';
import { codeOf, evaluate, shown } from '../in-memory.ts';

/** What a document has that every line of a table may read. */
export const DOCUMENT = {
  n: 5,
  text: 'Räksmörgås',
  nothing: null,
  list: [3, 1, 2],
  when: new Date('2024-03-10T09:05:07.089Z'),
  inner: { a: 1, b: { c: 'deep' } },
  documents: [{ x: 1 }, { x: 2, y: 'z' }, { y: 'q' }, 7],
};

/** The code of the error that is expected. */
export class Refused {
  readonly code: number;

  constructor(code: number) {
    this.code = code;
  }
}

export function refused(code: number): Refused {
  return new Refused(code);
}

/** That the expression gives no value at all. */
export const MISSING = Symbol('missing');

/** An expression and its value, its code, or that it is missing. */
export type Line = readonly [expression: unknown, expected: unknown];

export function expressions(title: string, table: readonly Line[]): void {
  describe(title, () => {
    it.each(
      table.map(
        ([expression, expected]) => [spelled(expression), outcome(expected), expression, expected] as const,
      ),
    )('%s is %s', async (_spelled, _outcome, expression, expected) => {
      if (expected instanceof Refused) {
        expect(await codeOf(evaluate(expression, DOCUMENT))).toBe(expected.code);
        return;
      }
      const wanted = expected === MISSING ? {} : { value: expected };
      expect(shown(await evaluate(expression, DOCUMENT))).toBe(shown(wanted));
    });
  });
}

function spelled(expression: unknown): string {
  return EJSON.stringify({ e: expression }, { relaxed: true }).slice(5, -1);
}

function outcome(expected: unknown): string {
  if (expected instanceof Refused) return `refused with ${expected.code}`;
  return expected === MISSING ? 'missing' : spelled(expected);
}

import { createContext, Script } from 'node:vm';
import { fail } from '../bson/command-error.ts';

/** A search in one text that takes longer is given up. */
const LONGEST_SEARCH_MS = 1_000;
/** So many matches are looked for at a time. */
const MATCHES_AT_ONCE = 1_000;

const task: { run: () => unknown } = { run: () => undefined };
const context = createContext(task);
const script = new Script('run()');

/**
 * A regular expression that does not hold the process. JavaScript's may go back over a text without end, and can only
 * be ended from another thread: that is what a script's time limit does. To set one costs more than most searches, so
 * it is left out where the pattern and the length of the text allow for it.
 */
export class BoundedPattern {
  readonly #regex: RegExp;
  readonly #safeLength: number;
  readonly #operator: string | undefined;
  #everywhere: RegExp | undefined;

  /**
   * @param safeLength how long a text may be to be searched without a limit
   * @param operator for whom it searches, for the refusal
   */
  constructor(regex: RegExp, safeLength: number, operator: string | undefined) {
    this.#regex = regex;
    this.#safeLength = safeLength;
    this.#operator = operator;
  }

  /** @throws CommandError 51156 when it takes too long, as all of these do */
  test(text: string): boolean {
    if (text.length <= this.#safeLength) return this.#regex.test(text);
    return this.#limited(() => this.#regex.test(text));
  }

  exec(text: string): RegExpExecArray | null {
    if (text.length <= this.#safeLength) return this.#regex.exec(text);
    return this.#limited(() => this.#regex.exec(text));
  }

  /** All matches: of a pattern that was made for `$regexFindAll`. */
  *matches(text: string): Generator<RegExpExecArray> {
    this.#everywhere ??= new RegExp(this.#regex, `${this.#regex.flags}g`);
    const regex = this.#everywhere;
    let position = 0;
    const search = (): RegExpExecArray[] => {
      const found: RegExpExecArray[] = [];
      while (found.length < MATCHES_AT_ONCE) {
        regex.lastIndex = position;
        const match = regex.exec(text);
        if (!match) return found;
        found.push(match);
        // After an empty match it goes on behind the next character.
        const isEmpty = match[0] === '';
        position = regex.lastIndex + (isEmpty ? lengthOfCharacter(text, regex.lastIndex) : 0);
      }
      return found;
    };
    for (;;) {
      const found = text.length <= this.#safeLength ? search() : this.#limited(search);
      yield* found;
      if (found.length < MATCHES_AT_ONCE) return;
    }
  }

  #limited<Result>(search: () => Result): Result {
    task.run = search;
    try {
      return script.runInContext(context, { timeout: LONGEST_SEARCH_MS }) as Result;
    } catch (error) {
      const isLong = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
      const where = this.#operator === undefined ? '' : ` in ${this.#operator}`;
      return fail(
        51_156,
        `Error occurred while executing the regular expression${where}. Result code: ` +
          `${isLong ? 'match limit exceeded' : 'no more memory'}. There are too many ways to match this pattern in a text of ` +
          'this length: leave out repetitions inside of repetitions, such as (a+)+, or begin it with ^',
      );
    } finally {
      task.run = () => undefined;
    }
  }
}

function lengthOfCharacter(text: string, position: number): number {
  return (text.codePointAt(position) ?? 0) > 0xff_ff ? 2 : 1;
}

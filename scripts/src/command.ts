/** One operator command of `npm run media -- NAME`. */
export type Command = {
  name: string;
  /** What stands after the name: `FILE [--dry-run]`. */
  usage: string;
  summary: string;
  /**
   * Does it. `progress` writes a line for long work; the answer is the last line, which says what was done.
   * @throws UsageError for wrong words; any other error makes the command fail with its message
   */
  run(words: readonly string[], progress: (line: string) => void): Promise<string>;
};

/** The words after the command's name make no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

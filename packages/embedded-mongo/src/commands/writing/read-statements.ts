import { CommandError } from '../../bson/command-error.ts';
import type { CommandContext } from '../command.ts';

/** Made before the commit, which should be short; what is wrong with it is told when its turn comes. */
export function attempted<Result>(make: () => Result): Result | CommandError {
  try {
    return make();
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

/** @throws CommandError what was wrong with it */
export function made<Result>(attempt: Result | CommandError): Result {
  if (attempt instanceof CommandError) throw attempt;
  return attempt;
}

/** What is read of every statement of a command, of which there may be 100,000: others have their turn meanwhile. */
export async function readStatements<Statement>(
  { operation }: CommandContext,
  entries: readonly Buffer[],
  read: (entry: Buffer) => Statement,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (const entry of entries) {
    statements.push(read(entry));
    const turn = operation.step();
    // oxlint-disable-next-line no-await-in-loop
    if (turn) await turn;
  }
  return statements;
}

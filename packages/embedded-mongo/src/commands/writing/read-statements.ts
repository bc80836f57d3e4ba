import type { CommandContext } from '../command.ts';

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

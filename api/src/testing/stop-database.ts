import { leftForTeardown } from './start-database.ts';

/** After all test files. */
export default async function stopDatabase(): Promise<void> {
  await leftForTeardown.stopDatabase?.();
}

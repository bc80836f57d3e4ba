import { CommandError } from '../../bson/command-error.ts';
import type { Store } from '../../storage/store.ts';

/**
 * Two databases may not differ in capital letters only, for many file systems take them for one.
 * @throws CommandError 13297 when there is such a one already
 */
export function assertDatabaseCase(store: Store, namespace: string): void {
  const name = databaseOf(namespace);
  const folded = name.toLowerCase();
  for (const { databaseName } of store.collections()) {
    if (databaseName === name || databaseName.toLowerCase() !== folded) continue;
    throw new CommandError(
      13_297,
      `db already exists with different case already have: [${databaseName}] trying to create [${name}]`,
    );
  }
}

export function databaseOf(namespace: string): string {
  return namespace.slice(0, namespace.indexOf('.'));
}

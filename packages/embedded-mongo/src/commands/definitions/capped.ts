import { CommandError } from '../../bson/command-error.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { isNumber, numberOf, wrongType } from '../fields.ts';
import { findCollection, namespaceIn, namespaceOf } from '../namespace.ts';
import type { RawField } from '../../storage/raw-fields.ts';

/** @throws CommandError 26 for a collection that does not exist, else 238 */
function refuse(context: CommandContext, size: RawField): never {
  if (!isNumber(size)) throw wrongType(`${context.command}.size`, size.type, 'number');
  if (!(numberOf(size) < 2 ** 63)) throw new CommandError(2, 'Capped collection size must fit a long');
  assertSource(context, namespaceOf(context));
  throw new CommandError(238, 'capped collections are not supported: remove old documents with a TTL index');
}

/** @throws CommandError 26 */
function assertSource(context: CommandContext, namespace: string): void {
  if (findCollection(context, namespace)) return;
  const { database, engine } = context;
  const isThere = engine.store.collections().some(({ databaseName }) => databaseName === database);
  throw new CommandError(
    26,
    isThere ? `source collection ${namespace} does not exist` : `database ${database} not found`,
  );
}

/** Known to MongoDB, and of no use without capped collections. */
export const cappedCommands = [
  defineCommand({
    names: ['convertToCapped'],
    fields: { size: 'value!' },
    writes: true,
    run: (context, { size }) => refuse(context, size),
  }),
  defineCommand({
    names: ['cloneCollectionAsCapped'],
    fields: { toCollection: 'string!', size: 'value!' },
    writes: true,
    run: (context, { size, toCollection }) => {
      namespaceIn(context.database, toCollection);
      return refuse(context, size);
    },
  }),
];

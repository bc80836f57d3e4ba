import { CommandError } from '../../bson/command-error.ts';
import { assertHint } from '../../planner/hint.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { DeleteStatement, type DeleteSpecification } from './delete-statement.ts';
import { readFields, type Fields } from '../fields.ts';
import { assertBatchSize } from './insert.ts';
import { assertUuid, assertWritable, findCollection, namespaceOf } from '../namespace.ts';
import { readCollation, readScope } from '../reading/query-fields.ts';
import { assertRetryable } from './update.ts';
import { attempted, made, readStatements } from './read-statements.ts';
import { runWrites } from './write-loop.ts';
import { WriteProgress } from './write-progress.ts';

const DELETE_FIELDS = { q: 'document!', limit: 'integer!', hint: 'value', collation: 'document' } as const;

type DeleteEntry = Fields<typeof DELETE_FIELDS>;

/**
 * Reads one entry of `deletes`.
 * @throws CommandError 9 for a limit that is neither 0 nor 1 and for a hint that is none, 72 for a retryable deletion of many
 */
export function readDelete(context: CommandContext, entry: Buffer): DeleteEntry {
  const fields = readFields('delete.deletes', entry, DELETE_FIELDS);
  const { limit, hint } = fields;
  if (limit !== 0 && limit !== 1) {
    throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  assertRetryable(context, limit === 0);
  assertHint(hint);
  return fields;
}

/**
 * The deletion that an entry asks for.
 * @throws CommandError for whatever is wrong in its collation or in the variables
 */
export function deletionOf(
  context: CommandContext,
  { q: filter, limit, hint, collation: order }: DeleteEntry,
  variables: Buffer | undefined,
): DeleteSpecification {
  const collation = readCollation(order);
  const scope = readScope(context, variables, collation);
  return { filter, multi: limit === 0, sort: undefined, hint, collation, scope };
}

export const deleteCommand = defineCommand({
  names: ['delete'],
  fields: { deletes: 'documents!', ordered: 'strictBoolean', let: 'document', collectionUUID: 'value' },
  inTransaction: true,
  retryable: true,
  writes: true,
  stable: true,
  run: async (context, { deletes, ordered = true, let: variables, collectionUUID }) => {
    assertBatchSize(deletes.length);
    const specifications = await readStatements(context, deletes, (bytes) => {
      const entry = readDelete(context, bytes);
      return attempted(() => deletionOf(context, entry, variables));
    });
    const namespace = namespaceOf(context);
    assertWritable(namespace);
    assertUuid(context, namespace, collectionUUID);
    const collection = findCollection(context, namespace);
    const progress = await runWrites(context, {
      statements: deletes.length,
      statement: (position) => {
        const specification = made(specifications[position]!);
        return new DeleteStatement(context, collection, specification, (now, { deleted }) =>
          now.count('n', deleted),
        );
      },
      ordered,
      start: new WriteProgress([['n', 0]]),
      failed: (now, error) => now.list('writeErrors', error),
    });
    return progress.reply();
  },
});

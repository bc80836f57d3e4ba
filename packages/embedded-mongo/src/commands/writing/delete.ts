import { CommandError } from '../../bson/command-error.ts';
import { assertHint } from '../../planner/hint.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { DeleteStatement, type DeleteSpecification } from './delete-statement.ts';
import { readFields } from '../fields.ts';
import { assertBatchSize } from './insert.ts';
import { assertUuid, assertWritable, findCollection, namespaceOf } from '../namespace.ts';
import { inScope, type Unscoped } from '../reading/query-fields.ts';
import { assertRetryable } from './update.ts';
import { readStatements } from './read-statements.ts';
import { runWrites } from './write-loop.ts';
import { WriteProgress } from './write-progress.ts';

const DELETE_FIELDS = { q: 'document!', limit: 'integer!', hint: 'value', collation: 'document' } as const;

/**
 * Reads one entry of `deletes`.
 * @throws CommandError 9 for a limit that is neither 0 nor 1 and for a hint that is none, 72 for a retryable deletion of many
 */
export function readDelete(context: CommandContext, entry: Buffer): Unscoped<DeleteSpecification> {
  const { q, limit, hint, collation } = readFields('delete.deletes', entry, DELETE_FIELDS);
  if (limit !== 0 && limit !== 1) {
    throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  assertRetryable(context, limit === 0);
  assertHint(hint);
  return { filter: q, multi: limit === 0, sort: undefined, hint, collation };
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
    const specifications = await readStatements(context, deletes, (entry) => readDelete(context, entry));
    const namespace = namespaceOf(context);
    assertWritable(namespace);
    assertUuid(context, namespace, collectionUUID);
    const collection = findCollection(context, namespace);
    const progress = await runWrites(context, {
      statements: deletes.length,
      statement: (position) => {
        const specification = inScope(context, specifications[position]!, variables);
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

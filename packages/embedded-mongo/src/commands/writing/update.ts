import { CommandError } from '../../bson/command-error.ts';
import { assertHint } from '../../planner/hint.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { ensureCollection } from '../definitions/collections.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { readFields, wrongType, type Fields } from '../fields.ts';
import { assertBatchSize } from './insert.ts';
import { assertUuid, assertWritable, findCollection, namespaceOf } from '../namespace.ts';
import { readCollation, readScope } from '../reading/query-fields.ts';
import { attempted, made, readStatements } from './read-statements.ts';
import { UpdateStatement, type UpdateOutcome, type UpdateSpecification } from './update-statement.ts';
import { runWrites } from './write-loop.ts';
import { WriteProgress } from './write-progress.ts';

const UPDATE_FIELDS = {
  q: 'document!',
  u: 'value!',
  c: 'document',
  multi: 'strictBoolean',
  upsert: 'strictBoolean',
  upsertSupplied: 'strictBoolean',
  sort: 'document',
  hint: 'value',
  collation: 'document',
  arrayFilters: 'documents',
} as const;

type UpdateEntry = Fields<typeof UPDATE_FIELDS>;

/**
 * Reads one entry of `updates`.
 * @throws CommandError 72 for a retryable update of many, 9 for a hint that is none
 */
export function readUpdate(context: CommandContext, entry: Buffer): UpdateEntry {
  const fields = readFields('update.updates', entry, UPDATE_FIELDS);
  assertRetryable(context, fields.multi ?? false);
  assertUpdate(fields.u);
  assertHint(fields.hint);
  return fields;
}

/**
 * The update that an entry asks for.
 * @throws CommandError for whatever is wrong in its collation or in the variables
 */
export function updateOf(
  context: CommandContext,
  entry: UpdateEntry,
  variables: Buffer | undefined,
  bypassValidation: boolean,
): UpdateSpecification {
  const { multi = false, upsert = false, c: constants, upsertSupplied } = entry;
  const collation = readCollation(entry.collation);
  return {
    filter: entry.q,
    update: entry.u,
    arrayFilters: entry.arrayFilters,
    multi,
    upsert,
    constants,
    upsertSupplied,
    sort: entry.sort,
    hint: entry.hint,
    collation,
    scope: readScope(context, variables, collation),
    bypassValidation,
  };
}

/** @throws CommandError 72 */
export function assertRetryable({ retryNumber }: CommandContext, multi: boolean): void {
  if (retryNumber === undefined || !multi) return;
  throw new CommandError(72, 'Cannot use (or request) retryable writes with multi=true');
}

/** @throws CommandError 9 when it is neither a document nor a pipeline */
export function assertUpdate(update: RawField): void {
  if (update.type === BSON_TYPE.document) return;
  if (update.type !== BSON_TYPE.array) {
    throw new CommandError(9, 'Update argument must be either an object or an array');
  }
  for (const [position, stage] of rawFields(update.bytes)) {
    if (stage.type !== BSON_TYPE.document) throw wrongType(`update.${position}`, stage.type, 'object');
  }
}

export const updateCommand = defineCommand({
  names: ['update'],
  fields: {
    updates: 'documents!',
    ordered: 'strictBoolean',
    bypassDocumentValidation: 'boolean',
    let: 'document',
    collectionUUID: 'value',
  },
  inTransaction: true,
  retryable: true,
  writes: true,
  stable: true,
  run: async (context, fields) => {
    const { updates, ordered = true, bypassDocumentValidation = false } = fields;
    assertBatchSize(updates.length);
    const namespace = namespaceOf(context);
    assertWritable(namespace);
    assertUuid(context, namespace, fields.collectionUUID);
    const counters = context.engine.counters;
    let mayInsert = false;
    const specifications = await readStatements(context, updates, (bytes) => {
      const entry = readUpdate(context, bytes);
      const { u: update, arrayFilters, upsert = false } = entry;
      counters.updated('update', { update, arrayFilters });
      mayInsert ||= upsert;
      return attempted(() => updateOf(context, entry, fields.let, bypassDocumentValidation));
    });
    const collection = mayInsert
      ? await ensureCollection(context, namespace)
      : findCollection(context, namespace);
    const progress = await runWrites(context, {
      statements: updates.length,
      statement: (position) => {
        const specification = made(specifications[position]!);
        return new UpdateStatement(context, collection, specification, (now, outcome) =>
          count(now, position, outcome),
        );
      },
      ordered,
      start: new WriteProgress([
        ['n', 0],
        ['nModified', 0],
      ]),
      failed: (now, error) => now.list('writeErrors', error),
    });
    return progress.reply();
  },
});

function count(progress: WriteProgress, index: number, outcome: UpdateOutcome): void {
  const { matched, modified, upsertedId } = outcome;
  progress.count('n', upsertedId ? 1 : matched);
  progress.count('nModified', modified);
  if (upsertedId) progress.list('upserted', { index, _id: upsertedId });
}

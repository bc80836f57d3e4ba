import { CommandError } from '../bson/command-error.ts';
import { find } from '../planner/find.ts';
import { compileProjection } from '../projection/projection.ts';
import { Pace, type Documents } from '../session/cursors.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { answerWithCursor, assertNotNegative } from './cursor-reply.ts';
import type { Fields } from './fields.ts';
import { findCollection, namespaceOf } from './namespace.ts';
import { compileQuery, readCollation, readScope } from './query-fields.ts';

export const FIND_FIELDS = {
  filter: 'document',
  sort: 'document',
  projection: 'document',
  hint: 'value',
  skip: 'integer',
  limit: 'integer',
  batchSize: 'integer',
  singleBatch: 'boolean',
  noCursorTimeout: 'boolean',
  allowPartialResults: 'ignored',
  allowDiskUse: 'ignored',
  oplogReplay: 'ignored',
  collation: 'document',
  let: 'document',
  tailable: 'boolean',
  awaitData: 'boolean',
  returnKey: 'boolean',
  showRecordId: 'boolean',
  min: 'document',
  max: 'document',
  mirrored: 'ignored',
} as const;

export type FindFields = Fields<typeof FIND_FIELDS>;

/** @throws CommandError for what is not supported, or does not fit */
export function assertFindFields(fields: FindFields): void {
  assertNotNegative('skip', fields.skip);
  assertNotNegative('limit', fields.limit);
  assertNotNegative('batchSize', fields.batchSize);
  if (fields.awaitData && !fields.tailable) {
    throw new CommandError(9, 'Cannot set awaitData without tailable');
  }
  if (fields.tailable) {
    throw new CommandError(2, 'error processing query: tailable cursor requested on non capped collection');
  }
  for (const name of ['returnKey', 'showRecordId'] as const) {
    if (fields[name])
      throw new CommandError(238, `The find option '${name}' is not supported: project the fields you need`);
  }
  for (const name of ['min', 'max'] as const) {
    if (fields[name])
      throw new CommandError(238, `The find option '${name}' is not supported: filter with $gte and $lt`);
  }
}

export function findDocuments(context: CommandContext, fields: FindFields, pace: Pace): Documents {
  const { transaction, engine } = context;
  const collection = findCollection(context, namespaceOf(context));
  const collation = readCollation(fields.collation);
  const scope = readScope(fields.let, collation);
  const query = compileQuery(collection, { ...fields, collation, scope });
  const { filter } = query;
  const project =
    fields.projection && fields.projection.length > 5
      ? compileProjection(fields.projection, { filter, scope, collation })
      : undefined;
  if (!collection) return nothing();
  return documents();

  async function* documents(): AsyncGenerator<Buffer[], void, void> {
    for await (const chunk of find(transaction ?? engine.store.view, collection!, query, pace)) {
      yield chunk.map(({ document }) => (project ? project(document) : document));
    }
  }
}

export async function* nothing(): AsyncGenerator<Buffer[], void, void> {
  // There are no documents.
}

export const findCommand = defineCommand({
  names: ['find'],
  fields: FIND_FIELDS,
  inTransaction: true,
  stable: true,
  run: (context, fields) => {
    assertFindFields(fields);
    const pace = new Pace(context.operation);
    return answerWithCursor(context, findDocuments(context, fields, pace), pace, {
      namespace: namespaceOf(context),
      batchSize: fields.batchSize,
      singleBatch: fields.singleBatch ?? false,
      noTimeout: fields.noCursorTimeout ?? false,
    });
  },
});

import { CommandError } from '../../bson/command-error.ts';
import { compileProjection } from '../../projection/projection.ts';
import { compileFilter } from '../../query/filter.ts';
import type { Collection } from '../../storage/collection.ts';
import { EMPTY_DOCUMENT, rawFields, type RawField } from '../../storage/raw-fields.ts';
import type { ReplyDocument, ReplyValue } from '../../wire/reply.ts';
import { ensureCollection } from '../definitions/collections.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { DeleteStatement } from './delete-statement.ts';
import type { Fields } from '../fields.ts';
import { assertWritable, findCollection, namespaceOf } from '../namespace.ts';
import { readCollation, readScope } from '../reading/query-fields.ts';
import { assertUpdate } from './update.ts';
import { UpdateStatement } from './update-statement.ts';
import { errorOf, runWrites, type Statement } from './write-loop.ts';
import { WriteProgress } from './write-progress.ts';

export const FIND_AND_MODIFY_FIELDS = {
  query: 'document',
  sort: 'document',
  remove: 'boolean',
  update: 'value',
  new: 'boolean',
  fields: 'document',
  upsert: 'boolean',
  bypassDocumentValidation: 'boolean',
  collation: 'document',
  arrayFilters: 'documents',
  hint: 'value',
  let: 'document',
} as const;

type FindAndModifyFields = Fields<typeof FIND_AND_MODIFY_FIELDS>;

/** @throws CommandError 9 for fields that do not go together */
export function assertFindAndModify(fields: FindAndModifyFields): void {
  const { remove, update, upsert, new: returnNew, arrayFilters } = fields;
  if (remove) {
    if (update) throw new CommandError(9, 'Cannot specify both an update and remove=true');
    if (upsert) throw new CommandError(9, 'Cannot specify both upsert=true and remove=true');
    if (returnNew) {
      throw new CommandError(
        9,
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
    }
    if (arrayFilters) throw new CommandError(9, 'Cannot specify arrayFilters and remove=true');
  } else if (!update) throw new CommandError(9, 'Either an update or remove=true must be specified');
  else assertUpdate(update);
}

function makeStatement(
  context: CommandContext,
  collection: Collection | undefined,
  fields: FindAndModifyFields,
): Statement {
  const collation = readCollation(fields.collation);
  const scope = readScope(context, fields.let, collation);
  const filter = fields.query ?? EMPTY_DOCUMENT;
  const query = { filter, sort: fields.sort, hint: fields.hint, collation, scope, multi: false };
  if (fields.new && hasPositional(fields.fields)) {
    throw new CommandError(2, 'cannot use a positional projection and return the new document');
  }
  const project =
    fields.fields && fields.fields.length > EMPTY_DOCUMENT.length
      ? compileProjection(fields.fields, { filter: compileFilter(filter, { collation, scope }), scope })
      : undefined;
  const shown = (document: Buffer | undefined): ReplyValue =>
    document ? (project ? project(document) : document) : null;
  if (fields.remove) {
    return new DeleteStatement(context, collection, query, (progress, { deleted, document }) =>
      progress.list('result', { lastErrorObject: { n: deleted }, value: shown(document) }),
    );
  }
  const specification = {
    ...query,
    update: fields.update!,
    arrayFilters: fields.arrayFilters,
    upsert: fields.upsert ?? false,
    bypassValidation: fields.bypassDocumentValidation ?? false,
  };
  return new UpdateStatement(context, collection, specification, (progress, outcome) => {
    const { matched, upsertedId: upserted, before, after } = outcome;
    progress.list('result', {
      lastErrorObject: { n: upserted ? 1 : matched, updatedExisting: matched > 0, upserted },
      value: shown(fields.new ? after : before),
    });
  });
}

function hasPositional(projection: Buffer = EMPTY_DOCUMENT): boolean {
  return [...rawFields(projection)].some(([path]) => path.endsWith('.$'));
}

export const findAndModifyCommand = defineCommand({
  names: ['findAndModify', 'findandmodify'],
  fields: FIND_AND_MODIFY_FIELDS,
  inTransaction: true,
  retryable: true,
  writes: true,
  stable: true,
  run: async (context, fields) => {
    assertFindAndModify(fields);
    const namespace = namespaceOf(context);
    assertWritable(namespace);
    const { update, arrayFilters } = fields;
    if (update) context.engine.counters.updated('findAndModify', { update, arrayFilters });
    const collection = fields.upsert
      ? await ensureCollection(context, namespace)
      : findCollection(context, namespace);
    const progress = await runWrites(context, {
      statements: 1,
      statement: () => makeStatement(context, collection, fields),
      ordered: true,
      start: new WriteProgress([]),
      failed: (now, error) => now.list('errors', error),
    });
    return answer(progress);
  },
});

/** @throws CommandError the error of the one statement */
function answer(progress: WriteProgress): ReplyDocument {
  const [error] = progress.listed('errors');
  if (error) {
    throw errorOf(asReply(error));
  }
  return asReply(progress.listed('result')[0]!);
}

/** What was recorded for a retry comes back as raw BSON. */
function asReply(value: ReplyValue): ReplyDocument {
  return isRawDocument(value) ? Object.fromEntries(rawFields(value.bytes)) : (value as ReplyDocument);
}

function isRawDocument(value: ReplyValue): value is RawField {
  return typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes);
}

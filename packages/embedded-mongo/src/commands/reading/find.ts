import { CommandError } from '../../bson/command-error.ts';
import { Row } from '../../pipeline/row.ts';
import { find, findByKeys, planOf, type Query } from '../../planner/find.ts';
import { summaryOf } from '../../planner/summary.ts';
import { assertStillThere, type Found } from '../../planner/walk.ts';
import { includedPaths } from '../../projection/included-paths.ts';
import { compileProjection } from '../../projection/projection.ts';
import { DEFAULT_FIRST_BATCH, Pace, type Documents } from '../../session/cursors.ts';
import type { Collection } from '../../storage/collection.ts';
import { EMPTY_DOCUMENT } from '../../storage/raw-fields.ts';
import type { View } from '../../storage/view.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { answerWithCursor, assertNotNegative } from './cursor-reply.ts';
import type { Fields } from '../fields.ts';
import { assertUuid, findCollection, readNamespaceOf } from '../namespace.ts';
import { compileQuery, readCollation, readScope } from './query-fields.ts';

export const FIND_FIELDS = {
  filter: 'document',
  sort: 'document',
  projection: 'document',
  hint: 'value',
  skip: 'truncated',
  limit: 'truncated',
  batchSize: 'truncated',
  singleBatch: 'strictBoolean',
  noCursorTimeout: 'strictBoolean',
  allowPartialResults: 'strictBoolean',
  allowDiskUse: 'strictBoolean',
  oplogReplay: 'value',
  collation: 'document',
  let: 'document',
  tailable: 'strictBoolean',
  awaitData: 'strictBoolean',
  returnKey: 'strictBoolean',
  showRecordId: 'strictBoolean',
  min: 'document',
  max: 'document',
  mirrored: 'ignored',
  readOnce: 'strictBoolean',
  collectionUUID: 'value',
  $_requestResumeToken: 'strictBoolean',
  $_resumeAfter: 'document',
} as const;

const UNSTABLE_FIELDS = [
  'min',
  'max',
  'returnKey',
  'noCursorTimeout',
  'showRecordId',
  'tailable',
  'oplogReplay',
  'awaitData',
  'readOnce',
  'collectionUUID',
  '$_requestResumeToken',
  '$_resumeAfter',
] as const;

export type FindFields = Fields<typeof FIND_FIELDS>;

/** @throws CommandError for what is not supported, or does not fit */
export function assertFindFields(fields: FindFields, collection: Collection | undefined): void {
  assertNotNegative('skip', fields.skip);
  assertNotNegative('limit', fields.limit);
  assertNotNegative('batchSize', fields.batchSize);
  if (fields.awaitData && !fields.tailable) {
    throw new CommandError(9, 'Cannot set awaitData without tailable');
  }
  // Of no collection there is nothing to follow either: that cursor is at its end at once.
  if (fields.tailable && collection) {
    throw new CommandError(2, 'error processing query: tailable cursor requested on non capped collection');
  }
  if (fields.returnKey) {
    throw new CommandError(238, "The find option 'returnKey' is not supported: project the fields you need");
  }
  if (fields.$_requestResumeToken || fields.$_resumeAfter) {
    throw new CommandError(238, 'A find cannot be resumed here: go on from the last _id that you have');
  }
}

interface PreparedFind {
  collection: Collection | undefined;
  query: Query;
  view: View;
  shown: (found: Found) => Buffer;
}

function prepareFind(
  context: CommandContext,
  fields: FindFields,
  collection: Collection | undefined,
  pace: Pace,
): PreparedFind {
  const collation = readCollation(fields.collation);
  const scope = readScope({ engine: context.engine, operation: pace }, fields.let, collation);
  const { filter, sort, skip, limit, hint, min, max } = fields;
  const shown = fields.projection && includedPaths(fields.projection);
  const query = compileQuery(collection, {
    filter,
    sort,
    skip,
    limit,
    hint,
    min,
    max,
    collation,
    scope,
    shown,
  });
  const project =
    fields.projection && fields.projection.length > EMPTY_DOCUMENT.length
      ? compileProjection(fields.projection, {
          filter: query.filter,
          scope,
          collation,
          sortKey: query.sort?.sort?.valuesOf,
        })
      : undefined;
  return {
    collection,
    query,
    view: context.view,
    shown: ({ document, recordId }) => {
      const projected = project ? project(document) : document;
      return fields.showRecordId ? withRecordId(projected, recordId) : projected;
    },
  };
}

function withRecordId(document: Buffer, recordId: number): Buffer {
  return new Row(document).with(new Map([['$recordId', BigInt(recordId)]])).toBytes();
}

async function* documentsOf({ collection, query, view, shown }: PreparedFind, pace: Pace): Documents {
  if (!collection) return;
  for await (const chunk of find(view, collection, query, pace)) yield chunk.map(shown);
}

export async function* nothing(): AsyncGenerator<Buffer[], void, void> {
  // There are no documents.
}

/** Does one batch end the find? A full one leaves a cursor, unless no more was asked for. */
function isWhole(found: number, { batchSize = DEFAULT_FIRST_BATCH, singleBatch }: FindFields): boolean {
  return found < batchSize || (found === batchSize && singleBatch === true);
}

export const findCommand = defineCommand({
  names: ['find'],
  fields: FIND_FIELDS,
  inTransaction: true,
  stable: true,
  unstable: UNSTABLE_FIELDS,
  run: (context, fields) => {
    const namespace = readNamespaceOf(context);
    assertUuid(context, namespace, fields.collectionUUID);
    const collection = findCollection(context, namespace);
    assertFindFields(fields, collection);
    if (fields.readOnce && context.transaction) {
      throw new CommandError(263, 'A find of which all is read only once cannot be in a transaction.');
    }
    const pace = new Pace(context.operation);
    const prepared = prepareFind(context, fields, collection, pace);
    const { query, view, shown } = prepared;
    const few = collection && findByKeys(view, collection, query);
    if (few && isWhole(few.length, fields)) {
      return { cursor: { firstBatch: few.map(shown), id: 0n, ns: namespace } };
    }
    return answerWithCursor(context, documentsOf(prepared, pace), pace, {
      namespace,
      batchSize: fields.batchSize,
      singleBatch: fields.singleBatch ?? false,
      noTimeout: fields.noCursorTimeout ?? false,
      limit: query.limit,
      whenKept: () => {
        if (!collection) return {};
        const plan = planOf(collection, query);
        return { check: () => assertStillThere(collection, plan), planSummary: summaryOf(plan) };
      },
    });
  },
});

import { CommandError } from '../../bson/command-error.ts';
import { assertHint } from '../../planner/hint.ts';
import { rawFields } from '../../storage/raw-fields.ts';
import type { CommandContext } from '../command.ts';
import { readFields, type Fields } from '../fields.ts';
import { assertDatabaseName, assertUuid } from '../namespace.ts';
import type { Unscoped } from '../reading/query-fields.ts';
import type { DeleteSpecification } from './delete-statement.ts';
import { assertBatchSize } from './insert.ts';
import { assertRetryable, assertUpdate } from './update.ts';
import type { UpdateSpecification } from './update-statement.ts';

export const BULK_WRITE_FIELDS = {
  ops: 'documents!',
  nsInfo: 'documents!',
  ordered: 'strictBoolean',
  bypassDocumentValidation: 'boolean',
  let: 'document',
  errorsOnly: 'strictBoolean',
  cursor: 'document',
} as const;

const NAMESPACE_FIELDS = { ns: 'string!', collectionUUID: 'value' } as const;
const OPERATION_FIELDS = {
  insert: { insert: 'integer!', document: 'document!' },
  update: {
    update: 'integer!',
    filter: 'document!',
    updateMods: 'value!',
    multi: 'strictBoolean',
    upsert: 'strictBoolean',
    upsertSupplied: 'strictBoolean',
    sort: 'document',
    hint: 'value',
    constants: 'document',
    collation: 'document',
    arrayFilters: 'documents',
  },
  delete: {
    delete: 'integer!',
    filter: 'document!',
    multi: 'strictBoolean',
    hint: 'value',
    collation: 'document',
  },
} as const;

/** One of the writes, without what the whole request says for all of them. */
export type BulkOperation =
  | { kind: 'insert'; namespace: string; document: Buffer }
  | {
      kind: 'update';
      namespace: string;
      specification: Omit<Unscoped<UpdateSpecification>, 'bypassValidation'>;
    }
  | { kind: 'delete'; namespace: string; specification: Unscoped<DeleteSpecification> };

/**
 * What reads the writes of a `bulkWrite`, one by one.
 * @throws CommandError 16 for none or too many, 73 for what is no namespace; what it gives throws 2 and 51024 for a write
 *   that names no namespace, 72 for a retryable one of many documents
 */
export function operationReader(
  context: CommandContext,
  { ops, nsInfo }: Pick<Fields<typeof BULK_WRITE_FIELDS>, 'ops' | 'nsInfo'>,
): (bytes: Buffer) => BulkOperation {
  assertBatchSize(ops.length);
  const namespaces = nsInfo.map((bytes) => readNamespace(context, bytes));
  return (bytes) => {
    const { position, ...operation } = readOperation(context, bytes);
    if (position < 0) {
      throw new CommandError(
        51_024,
        `BSON field '${operation.kind}' value must be >= 0, actual value '${position}'`,
      );
    }
    const namespace = namespaces[position];
    if (namespace !== undefined) return { ...operation, namespace };
    throw new CommandError(2, `BulkWrite ops entry has an invalid nsInfo index: ${position}`);
  };
}

function readNamespace(context: CommandContext, bytes: Buffer): string {
  const { ns, collectionUUID } = readFields('bulkWrite.nsInfo', bytes, NAMESPACE_FIELDS);
  const dot = ns.indexOf('.');
  if (dot <= 0 || dot === ns.length - 1) throw new CommandError(73, `Invalid namespace specified '${ns}'`);
  assertDatabaseName(ns.slice(0, dot));
  assertUuid(context, ns, collectionUUID);
  return ns;
}

type Unplaced<Operation> = Operation extends unknown
  ? Omit<Operation, 'namespace'> & { position: number }
  : never;

function readOperation(context: CommandContext, bytes: Buffer): Unplaced<BulkOperation> {
  const [first] = rawFields(bytes);
  switch (first?.[0]) {
    case 'insert': {
      const fields = readFields('bulkWrite.ops', bytes, OPERATION_FIELDS.insert);
      return { kind: 'insert', position: fields.insert, document: fields.document };
    }
    case 'update':
      return readUpdate(context, bytes);
    case 'delete':
      return readDelete(context, bytes);
    default:
      throw new CommandError(2, `Unrecognized bulkWrite op: ${first?.[0] ?? 'an empty document'}`);
  }
}

function readUpdate(context: CommandContext, bytes: Buffer): Unplaced<BulkOperation> {
  const {
    update: position,
    updateMods,
    multi = false,
    upsert = false,
    arrayFilters,
    sort,
    hint,
    collation,
    ...others
  } = readFields('bulkWrite.ops', bytes, OPERATION_FIELDS.update);
  assertRetryable(context, multi);
  assertUpdate(updateMods);
  assertHint(hint);
  const specification = {
    ...others,
    update: updateMods,
    multi,
    upsert,
    arrayFilters,
    sort,
    hint,
    collation,
  };
  return { kind: 'update', position, specification };
}

function readDelete(context: CommandContext, bytes: Buffer): Unplaced<BulkOperation> {
  const {
    delete: position,
    filter,
    multi = false,
    hint,
    collation,
  } = readFields('bulkWrite.ops', bytes, OPERATION_FIELDS.delete);
  assertRetryable(context, multi);
  assertHint(hint);
  const specification = { filter, multi, sort: undefined, hint, collation };
  return { kind: 'delete', position, specification };
}

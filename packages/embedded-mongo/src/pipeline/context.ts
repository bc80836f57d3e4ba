import type { Value } from '../bson/value.ts';
import type { RawField } from '../storage/raw-fields.ts';
import type { Scope } from './scope.ts';

export interface Namespace {
  database: string;
  collection: string;
}

/** Stands for the collection of a pipeline that reads none. */
export const NO_COLLECTION = '$cmd.aggregate';

/** Raw documents in chunks of any size; a chunk is read only when the one before it has been used. */
export type Documents = AsyncIterable<Buffer[]>;

/**
 * The beginning of a pipeline that is a find: the planner answers it with an index where it can, and the rest
 * of the pipeline never sees that it was there.
 */
export interface FindPart {
  /** What its `$match` stages demand together, raw. */
  filter: Buffer | undefined;
  /** `$sort`, raw. */
  sort: Buffer | undefined;
  skip: number;
  limit: number | undefined;
  /** The paths that the rest of the pipeline reads of what is found; undefined for all of it. */
  shown?: readonly string[] | undefined;
  /** Variables that the filter may name, and the collation for filter and sort. */
  scope: Scope;
}

/** A request that can be interrupted and gives way to others (`session/operation.ts` is one). */
export interface Interruptible {
  /** Mostly nothing; now and then a promise to wait for. @throws CommandError when the request must end */
  step(): Promise<void> | undefined;
}

/** What `$lookup`, `$graphLookup` and `$unionWith` read. The engine provides it. */
export interface CollectionReader {
  /**
   * Plans a find once, so that it can be run many times while the variables of its scope change. A
   * collection that does not exist has no documents; a view answers with its pipeline's.
   */
  prepare(namespace: Namespace, find: FindPart): () => Documents;
  /**
   * Documents whose field equals one of the values (`null` also where it is missing), as `$in` would match
   * them, found by an index.
   * @returns undefined when no index serves it, and the caller has to join in another way
   */
  prepareLookup(namespace: Namespace, field: string): ((values: readonly Value[]) => Documents) | undefined;
  /**
   * Documents of a stage that tells of the server itself: `$collStats`, `$indexStats`, `$listSessions`,
   * `$listLocalSessions`, `$currentOp`, `$planCacheStats`.
   * @returns undefined when it is not supported, and is refused
   */
  describe(stage: string, specification: RawField, namespace: Namespace): Documents | undefined;
}

/** A document that `$merge` writes. */
export interface MergeWrite {
  /** What the other one is found by. */
  query: Buffer;
  document: Buffer;
  /** What a pipeline sees, with the document as `new`. */
  variables: Buffer;
}

export interface MergeMode {
  /** Inserts, replaces the other one, sets its fields, leaves it, or changes it by the stages of a pipeline. */
  action: 'insert' | 'replace' | '$set' | '$setOnInsert' | Buffer[];
  /** Is the document inserted when there is no other one? */
  upsert: boolean;
  scope: Scope;
}

/** How `$merge` and `$out` write; the engine provides it. Every write is a statement of its own, as in MongoDB. */
export interface MergeWriter {
  /** Is there a unique index (not partial) on exactly these fields, in any order? `_id` counts. */
  hasUniqueIndex(namespace: Namespace, fields: readonly string[]): boolean;
  /**
   * Does all the writes, also after one that fails.
   * @returns how many found nothing, and inserted nothing
   * @throws CommandError that of the first write that failed
   */
  merge(namespace: Namespace, writes: readonly MergeWrite[], mode: MergeMode): Promise<number>;
  /** Fills a new collection and puts it in the other's place, keeping its indexes and options, for `$out`. */
  replace(namespace: Namespace, documents: Documents): Promise<void>;
}

/** All that a pipeline needs to know of the world. */
export interface PipelineContext {
  namespace: Namespace;
  /** Variables of the request, its time and its collation. */
  scope: Scope;
  operation: Interruptible;
  reader: CollectionReader;
  /** Absent where nothing may be written (a view, an inner pipeline). */
  writer: MergeWriter | undefined;
}

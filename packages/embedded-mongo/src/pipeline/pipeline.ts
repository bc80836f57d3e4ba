import type { Documents, FindPart, Namespace, PipelineContext } from './context.ts';

/** A pipeline made ready for one run. */
export interface Pipeline {
  /**
   * The leading `$match`, `$sort`, `$skip` and `$limit` stages, for the planner. `run` must be given documents
   * to which all of it has been applied.
   */
  readonly find: FindPart;
  /** Where `$merge` or `$out` writes to; such a pipeline gives no documents and reads outside a transaction. */
  readonly output: Namespace | undefined;
  /** Does it begin with documents of its own (`$documents`), so that no collection is read? */
  readonly standsAlone: boolean;
  /** Other collections that it reads, for privileges, transactions and views. */
  readonly reads: readonly Namespace[];
  /**
   * The resulting documents, raw.
   * @param documents what `find` selects; leave out when it stands alone
   * @throws CommandError (through the iterable) whatever MongoDB refuses while it runs
   */
  run(documents?: Documents): Documents;
}

/**
 * Compiles the stages of a pipeline.
 * @param stages each a document with one field
 * @throws CommandError 40323 and 40324 for what is no stage, 168 for what is no expression, and the code of
 *   every stage and expression for what is wrong in it
 */
export declare function compilePipeline(stages: Buffer[], context: PipelineContext): Pipeline;

/**
 * Compiles an update that is a pipeline (`$set`, `$addFields`, `$unset`, `$project`, `$replaceRoot`,
 * `$replaceWith`).
 * @returns a function from a document to what becomes of it
 */
export { compileUpdatePipeline } from './update-pipeline.ts';

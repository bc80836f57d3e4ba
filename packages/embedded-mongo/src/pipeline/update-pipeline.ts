import type { Scope } from './scope.ts';

/**
 * Compiles an update that is a pipeline (`$set`, `$addFields`, `$unset`, `$project`, `$replaceRoot`,
 * `$replaceWith`).
 * @returns a function from a document to what becomes of it
 * @throws CommandError 72 for another stage, and what the stages throw
 */
export declare function compileUpdatePipeline(
  stages: readonly Buffer[],
  scope: Scope,
): (document: Buffer) => Buffer;

import { fail } from '../bson/command-error.ts';
import { checkName } from './places.ts';
import { Row } from './row.ts';
import type { Scope } from './scope.ts';
import { readStages } from './read-stages.ts';
import { TRANSFORMATIONS } from './stage/stages.ts';

/**
 * Compiles an update that is a pipeline (`$set`, `$addFields`, `$unset`, `$project`, `$replaceRoot`,
 * `$replaceWith`).
 * @returns a function from a document to what becomes of it
 * @throws CommandError 72 for another stage, 40324 for what is none, and what the stages throw
 */
export function compileUpdatePipeline(stages: readonly Buffer[], scope: Scope): (document: Buffer) => Buffer {
  const transformations = readStages(stages).map(({ name, specification }) => {
    const compile = TRANSFORMATIONS.get(name);
    if (compile) return compile(specification, scope, name);
    checkName(name);
    return fail(72, `${name} is not allowed to be used within an update`);
  });
  return (document) => {
    let row = new Row(document);
    for (const transform of transformations) row = transform(row);
    return row.toBytes();
  };
}

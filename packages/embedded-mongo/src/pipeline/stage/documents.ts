import { fail } from '../../bson/command-error.ts';
import type { Value } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { compileExpression } from '../expression/compile.ts';
import type { PipelineContext } from '../context.ts';
import { EMPTY_ROW, Row } from '../row.ts';
import { inChunks, type Rows } from './stage.ts';

/** `$documents`: an expression that gives an array of documents. @throws CommandError 5858203 */
export function compileDocuments(specification: RawField, context: PipelineContext): () => Rows {
  const { evaluate } = compileExpression(specification, context.scope);
  return () => {
    const documents = evaluate(EMPTY_ROW);
    if (!Array.isArray(documents)) return refuse();
    return inChunks(documents.map(asRow), context);
  };
}

function asRow(document: Value): Row {
  return document instanceof Map ? Row.of(document) : refuse();
}

function refuse(): never {
  return fail(5_858_203, "an array is expected in '$documents', of documents");
}

import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { compileExpression } from '../expression/compile.ts';
import type { PipelineContext } from '../context.ts';
import { EMPTY_ROW, Row } from '../row.ts';
import { inChunks, type Rows } from './stage.ts';

/** `$documents`: an expression that gives an array of documents. @throws CommandError 5858203, 40228 */
export function compileDocuments(specification: RawField, context: PipelineContext): () => Rows {
  const { evaluate } = compileExpression(specification, context.scope);
  return () => {
    const documents = evaluate(EMPTY_ROW);
    if (!Array.isArray(documents)) return fail(5_858_203, "an array is expected in '$documents'");
    return inChunks(documents.map(asRow), context);
  };
}

function asRow(document: Value): Row {
  if (document instanceof Map) return Row.of(document);
  return fail(40_228, `'$documents' must hold documents, but found one of type: '${typeName(document)}'`);
}

import { fail } from '../../bson/command-error.ts';
import { decodeDocument, nameOfType, type Value } from '../../bson/value.ts';
import { compileFilter } from '../../query/filter.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { Row } from '../row.ts';
import { eachRow, type StageCompiler } from './stage.ts';

/** `$match`. @throws CommandError 15959 for what is no document, 2, 5626500, and those of `compileFilter` */
export const match: StageCompiler = (specification, context) => {
  if (specification.type !== BSON_TYPE.document) {
    fail(
      15_959,
      `the match filter must be an expression in an object, not ${nameOfType(specification.type)}`,
    );
  }
  refuseForeign(decodeDocument(specification.bytes));
  const filter = compileFilter(specification.bytes, { scope: context.scope });
  return eachRow(context, (row) => {
    const document = row.toBytes();
    if (!filter.matches(document)) return undefined;
    return row.changes ? new Row(document) : row;
  });
};

/** What MongoDB has for `find`, but not for a pipeline. @throws CommandError 2, 5626500 */
function refuseForeign(value: Value): void {
  if (Array.isArray(value)) for (const item of value) refuseForeign(item);
  if (!(value instanceof Map)) return;
  for (const [name, inner] of value) {
    if (name === '$where') fail(2, '$where is not allowed in this context');
    if (NEAR.has(name)) fail(5_626_500, `${name} is not allowed in this context: it sorts`);
    refuseForeign(inner);
  }
}

const NEAR = new Set(['$near', '$nearSphere', '$geoNear']);

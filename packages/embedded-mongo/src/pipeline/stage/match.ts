import { fail } from '../../bson/command-error.ts';
import { REFERENCE_FIELDS } from '../../bson/reference-fields.ts';
import { decodeDocument, nameOfType, type Value } from '../../bson/value.ts';
import { refuseNear } from '../../query/field.ts';
import { compileFilter } from '../../query/filter.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { Row } from '../row.ts';
import { eachRow, type StageCompiler } from './stage.ts';

/** `$match`. @throws CommandError 15959 for what is no document, 2, 5626500, 17313, 16410, and those of `compileFilter` */
export const match: StageCompiler = (specification, context) => {
  if (specification.type !== BSON_TYPE.document) {
    fail(
      15_959,
      `the match filter must be an expression in an object, not ${nameOfType(specification.type)}`,
    );
  }
  const query = decodeDocument(specification.bytes);
  refuseForeign(query);
  if (context.preceding && searchesText(query)) {
    fail(17_313, '$match with $text is only allowed as the first pipeline stage');
  }
  if (context.preceding && !BEFORE_FIND.has(context.preceding.name)) checkPaths(query);
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
    refuseNear(name);
    refuseForeign(inner);
  }
}

function searchesText(value: Value): boolean {
  if (Array.isArray(value)) return value.some(searchesText);
  if (!(value instanceof Map)) return false;
  return [...value].some(([name, inner]) => name === '$text' || searchesText(inner));
}

/** After these it can still be the search that the pipeline begins with, which takes every path. */
const BEFORE_FIND: ReadonlySet<string> = new Set(['$match', '$sort']);

/** @throws CommandError 16410 for a path with a part that begins with `$` */
function checkPaths(query: ReadonlyMap<string, Value>): void {
  for (const [path, value] of query) {
    if (path.startsWith('$')) {
      const inner = Array.isArray(value) ? value : [];
      for (const each of inner) if (each instanceof Map) checkPaths(each);
    } else if (path.split('.').some((part) => part.startsWith('$') && !REFERENCE_FIELDS.has(part))) {
      fail(16_410, `FieldPath field names may not start with '$': ${path}`);
    }
  }
}

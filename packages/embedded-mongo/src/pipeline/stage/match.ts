import { fail } from '../../bson/command-error.ts';
import { nameOfType } from '../../bson/value.ts';
import { compileFilter } from '../../query/filter.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { Row } from '../row.ts';
import { eachRow, type StageCompiler } from './stage.ts';

/** `$match`. @throws CommandError 15959 for what is no document, and those of `compileFilter` */
export const match: StageCompiler = (specification, context) => {
  if (specification.type !== BSON_TYPE.document) {
    fail(
      15_959,
      `the match filter must be an expression in an object, not ${nameOfType(specification.type)}`,
    );
  }
  const filter = compileFilter(specification.bytes, { scope: context.scope });
  return eachRow(context, (row) => {
    const document = row.toBytes();
    if (!filter.matches(document)) return undefined;
    return row.changes ? new Row(document) : row;
  });
};

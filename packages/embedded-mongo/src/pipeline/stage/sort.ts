import { fail } from '../../bson/command-error.ts';
import { nameOfType } from '../../bson/value.ts';
import { compileSort, Sorter } from '../../query/sort.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, type RawField } from '../../storage/raw-fields.ts';
import { Memory } from '../accumulator/memory.ts';
import { Row } from '../row.ts';
import { visitRows, type StageCompiler } from './stage.ts';
import { wanted } from './window.ts';

/** @throws CommandError 15973 for what is no document, 15976 for an empty one */
export function sortDocument(specification: RawField): Buffer {
  if (specification.type !== BSON_TYPE.document) {
    fail(15_973, `the $sort key specification must be an object, not ${nameOfType(specification.type)}`);
  }
  if (specification.bytes.length === EMPTY_DOCUMENT.length) {
    fail(15_976, '$sort stage must have at least one sort key');
  }
  return specification.bytes;
}

/** `$sort`; those that a following `$limit` cuts off are not kept. @throws CommandError as `compileSort` */
export const sort: StageCompiler = (specification, context) => {
  const order = compileSort(sortDocument(specification), context.scope.request.collation);
  const most = wanted(context.following);
  return async function* sorted(rows) {
    const sorter = new Sorter<Buffer>(order, most);
    const memory = new Memory('$sort');
    await visitRows(rows, context, (row) => {
      const document = row.toBytes();
      const dropped = sorter.add(document, document);
      memory.take(document.length - (dropped?.length ?? 0));
    });
    for await (const chunk of sorter.sorted(context.operation)) {
      yield chunk.map((document) => new Row(document));
    }
  };
};

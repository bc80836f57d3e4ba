import { fail } from '../../bson/command-error.ts';
import { decodeDocument, nameOfType, type Value } from '../../bson/value.ts';
import { compileSort } from '../../query/sort.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';
import { STAGE_LIMIT } from '../accumulator/memory.ts';
import { isNumber, toDouble } from '../expression/numbers.ts';
import { Row } from '../row.ts';
import { inChunks, visitRows, type StageCompiler } from './stage.ts';
import { wanted } from './window.ts';

/** @throws CommandError 15973 for what is no document, 15976 for an empty one, 15974 and 15975 for a direction */
export function checkSort(specification: RawField): Buffer {
  if (specification.type !== BSON_TYPE.document) {
    fail(15_973, `the $sort key specification must be an object, not ${nameOfType(specification.type)}`);
  }
  const keys = decodeDocument(specification.bytes);
  if (keys.size === 0) fail(15_976, '$sort stage must have at least one sort key');
  for (const direction of keys.values()) checkDirection(direction);
  return specification.bytes;
}

function checkDirection(direction: Value): void {
  if (direction instanceof Map) return;
  if (!isNumber(direction)) fail(15_974, `Illegal key in $sort specification: ${String(direction)}`);
  const sign = toDouble(direction);
  if (sign !== 1 && sign !== -1) {
    fail(15_975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
}

/** `$sort`; of those that a following `$limit` cuts off, only few are kept. */
export const sort: StageCompiler = (specification, context) => {
  const { compare } = compileSort(checkSort(specification), context.scope.request.collation);
  const most = wanted(context.following) ?? Number.POSITIVE_INFINITY;
  const trimAt = Math.max(most * 2, most + 1_000);
  return async function* sorted(rows) {
    let documents: Buffer[] = [];
    let size = 0;
    await visitRows(rows, context, (row) => {
      const document = row.toBytes();
      documents.push(document);
      size += document.length;
      if (documents.length >= trimAt) {
        documents = documents.sort(compare).slice(0, most);
        size = sizeOf(documents);
      }
      if (size > STAGE_LIMIT) {
        fail(
          292,
          `Sort exceeded memory limit of ${STAGE_LIMIT} bytes, and this server does not spill to disk. Add an index or a $limit.`,
        );
      }
    });
    documents.sort(compare);
    const kept = documents.length > most ? documents.slice(0, most) : documents;
    yield* inChunks(
      kept.map((document) => new Row(document)),
      context,
    );
  };
};

function sizeOf(documents: readonly Buffer[]): number {
  let size = 0;
  for (const { length } of documents) size += length;
  return size;
}

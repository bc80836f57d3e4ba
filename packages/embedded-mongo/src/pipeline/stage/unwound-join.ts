import type { Row } from '../row.ts';
import { appendDocument } from './append-documents.ts';
import type { NestedPath } from './path.ts';
import { CHUNK, type Rows, type Stage, type StageContext } from './stage.ts';
import type { Unwind } from './unwind.ts';

/** A row for every document that is joined; one without any when there are none, if those are to stay. */
export function unwoundJoin(
  join: (row: Row) => Rows,
  as: NestedPath,
  { index, keepsEmpty }: Unwind,
  { operation }: StageContext,
): Stage {
  const withIndex = (row: Row, position: bigint | null): Row => (index ? index.set(row, position) : row);
  return async function* unwound(rows) {
    let results: Row[] = [];
    for await (const chunk of rows) {
      for (const row of chunk) {
        let position = 0n;
        for await (const joined of join(row)) {
          for (const found of joined) {
            results.push(withIndex(withDocument(row, as, found), position));
            position += 1n;
            if (results.length >= CHUNK) {
              yield results;
              results = [];
            }
            const pause = operation.step();
            if (pause) await pause;
          }
        }
        // As if there had been an empty array: documents on the way to it stay.
        if (position === 0n && keepsEmpty) results.push(withIndex(as.set(as.set(row, []), undefined), null));
        const pause = operation.step();
        if (pause) await pause;
      }
      if (results.length > 0) yield results;
      results = [];
    }
  };
}

function withDocument(row: Row, as: NestedPath, found: Row): Row {
  const isNew = as.rest.length === 0 && row.get(as.first) === undefined;
  return isNew ? appendDocument(row, as.first, found.toBytes()) : as.set(row, found.toMap());
}

import { fail } from '../../bson/command-error.ts';
import { decodeField } from '../../bson/value.ts';
import { intOrLong } from '../expression/numbers.ts';
import { Row } from '../row.ts';
import type { StageCompiler } from './stage.ts';

/** `$count`: nothing when there is nothing to count. */
export const count: StageCompiler = (specification) => {
  const name = decodeField(specification);
  if (typeof name !== 'string') return fail(40_156, 'the count field must be a non-empty string');
  if (name === '') fail(40_157, 'the count field must be a non-empty string');
  if (name.startsWith('$')) fail(40_158, 'the count field cannot be a $-prefixed path');
  if (name.includes('\0')) fail(40_159, 'the count field cannot contain a null byte');
  if (name.includes('.')) fail(40_160, "the count field cannot contain '.'");
  if (name === '_id') fail(9_039_800, "the count field cannot be '_id'");
  return async function* counted(rows) {
    let total = 0;
    for await (const chunk of rows) total += chunk.length;
    if (total > 0) yield [Row.of(new Map([[name, intOrLong(BigInt(total))]]))];
  };
};

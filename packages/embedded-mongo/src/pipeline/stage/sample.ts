import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { isNumber, toLong } from '../expression/numbers.ts';
import type { Row } from '../row.ts';
import { documentOf } from './specification.ts';
import { inChunks, visitRows, type StageCompiler } from './stage.ts';

function sizeOf(value: Value): number {
  if (!isNumber(value))
    return fail(28_746, `size argument to $sample must be a number, not ${typeName(value)}`);
  const size = Number(toLong(value));
  return size < 0 ? fail(28_747, 'size argument to $sample must not be negative') : size;
}

/** `$sample`: every row is as likely as any other. @throws CommandError 28745 to 28749 */
export const sample: StageCompiler = (specification, context) => {
  const options = documentOf(specification, 28_745, 'the $sample stage specification must be an object');
  for (const name of options.keys())
    if (name !== 'size') fail(28_748, `unrecognized option to $sample: ${name}`);
  if (!options.has('size')) fail(28_749, '$sample stage must specify a size');
  const size = sizeOf(options.get('size'));
  return async function* sampled(rows) {
    const chosen: Row[] = [];
    let seen = 0;
    await visitRows(rows, context, (row) => {
      // Vitter's algorithm R, with the places shuffled as they fill.
      seen += 1;
      const place = Math.floor(Math.random() * seen);
      if (chosen.length < size) {
        chosen.push(row);
        [chosen[place], chosen[seen - 1]] = [chosen[seen - 1]!, chosen[place]!];
      } else if (place < size) chosen[place] = row;
    });
    yield* inChunks(chosen, context);
  };
};

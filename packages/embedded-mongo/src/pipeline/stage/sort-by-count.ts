import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType } from '../../bson/value.ts';
import { encodeDocument, encodeField } from '../../bson/writer.ts';
import { group } from './group.ts';
import { sort } from './sort.ts';
import type { StageCompiler } from './stage.ts';

const BY_COUNT = encodeField(new Map([['count', -1]]));

/** `$sortByCount`: a `$group` and a `$sort`. @throws CommandError 40147, 40148, 40149 */
export const sortByCount: StageCompiler = (specification, context, name) => {
  const key = decodeField(specification);
  if (key instanceof Map) {
    if (![...key.keys()][0]?.startsWith('$'))
      fail(40_147, 'the sortByCount field must be defined as an expression');
  } else if (typeof key !== 'string') {
    fail(
      40_149,
      `the sortByCount field must be specified as a string or as an object, not ${nameOfType(specification.type)}`,
    );
  } else if (!key.startsWith('$')) {
    fail(40_148, 'the sortByCount field must be defined as a $-prefixed path or an expression');
  }
  const bytes = encodeDocument(
    new Map([
      ['_id', key],
      ['count', new Map([['$sum', 1]])],
    ]),
  );
  const grouped = group({ type: 3, bytes }, context, name);
  const sorted = sort(BY_COUNT, context, name);
  return (rows) => sorted(grouped(rows));
};

import { CommandError } from '../../bson/command-error.ts';
import { find } from '../../planner/find.ts';
import { Pace } from '../../session/cursors.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { assertNotNegative } from './cursor-reply.ts';
import { isNumber, numberOf, type Fields } from '../fields.ts';
import { findCollection, readNamespaceOf } from '../namespace.ts';
import { compileQuery, readCollation, readScope } from './query-fields.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';

export const COUNT_FIELDS = {
  query: 'document',
  limit: 'value',
  skip: 'truncated',
  hint: 'value',
  collation: 'document',
  fields: 'ignored',
} as const;

/**
 * How many are counted at most, 0 for all; a negative limit is one, as ever.
 * @throws CommandError 2 for what is no number or the least long, 9 for a fraction
 */
export function mostCounted(limit: RawField | undefined): number {
  if (!limit || limit.type === BSON_TYPE.null) return 0;
  if (!isNumber(limit)) throw new CommandError(2, 'limit value is not a valid number');
  const number = numberOf(limit);
  if (!Number.isInteger(number)) throw new CommandError(9, `Expected an integer: limit: ${number}`);
  if (number === -(2 ** 63)) throw new CommandError(2, 'limit value for count cannot be min long');
  return Math.abs(number);
}

export async function countDocuments(
  context: CommandContext,
  fields: Fields<typeof COUNT_FIELDS>,
): Promise<number> {
  assertNotNegative('skip', fields.skip);
  const { operation, transaction, view } = context;
  const collection = findCollection(context, readNamespaceOf(context));
  const { skip = 0 } = fields;
  const limit = mostCounted(fields.limit);
  const collation = readCollation(fields.collation);
  const query = compileQuery(collection, {
    ...fields,
    filter: fields.query,
    skip: 0,
    limit: 0,
    collation,
    scope: readScope(context, undefined, collation),
    shown: [],
  });
  if (!collection) return 0;
  let matching = 0;
  if (!query.filter && !query.hint && !transaction) matching = collection.count;
  else {
    const wanted = limit > 0 ? { ...query, limit: limit + skip } : query;
    for await (const chunk of find(view, collection, wanted, new Pace(operation))) {
      matching += chunk.length;
    }
  }
  const rest = Math.max(0, matching - skip);
  return limit > 0 ? Math.min(rest, limit) : rest;
}

export const countCommand = defineCommand({
  names: ['count'],
  fields: COUNT_FIELDS,
  stable: true,
  run: async (context, fields) => ({ n: await countDocuments(context, fields) }),
});

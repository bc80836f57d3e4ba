import { find } from '../planner/find.ts';
import { Pace } from '../session/cursors.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { assertNotNegative } from './cursor-reply.ts';
import type { Fields } from './fields.ts';
import { findCollection, namespaceOf } from './namespace.ts';
import { compileQuery, readCollation, readScope } from './query-fields.ts';

export const COUNT_FIELDS = {
  query: 'document',
  limit: 'integer',
  skip: 'integer',
  hint: 'value',
  collation: 'document',
  fields: 'ignored',
} as const;

export async function countDocuments(
  context: CommandContext,
  fields: Fields<typeof COUNT_FIELDS>,
): Promise<number> {
  assertNotNegative('skip', fields.skip);
  const { operation, transaction, view } = context;
  const collection = findCollection(context, namespaceOf(context));
  const { skip = 0 } = fields;
  // A negative limit is one, as ever.
  const limit = Math.abs(fields.limit ?? 0);
  const collation = readCollation(fields.collation);
  const query = compileQuery(collection, {
    ...fields,
    filter: fields.query,
    skip: 0,
    limit: 0,
    collation,
    scope: readScope(undefined, collation),
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

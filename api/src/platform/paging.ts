import { z } from 'zod';
import { ProblemError } from './problem.ts';

const defaultLimit = 50;

/**
 * Where the next page of a list begins: the sort values of the last item of the page before, opaque to the client.
 * @throws ProblemError `invalid_request` for a cursor that was not made here
 */
export function readCursor<Schema extends z.ZodType>(after: string | undefined, schema: Schema) {
  if (after === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
  } catch {
    throw new ProblemError('invalid_request', 'after: is not a cursor of this list', {
      errors: [{ path: 'query.after', code: 'not_a_cursor', message: 'Not a cursor of this list' }],
    });
  }
}

const writeCursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const limitOf = (limit: number | undefined) => limit ?? defaultLimit;

/** Cuts a page of `limit` from items that were read with `limit + 1`, and says where the next one begins. */
export function pageFrom<Item, Shown>(
  items: Item[],
  limit: number,
  total: number,
  cursorOf: (last: Item) => unknown,
  show: (item: Item) => Shown,
): { items: Shown[]; total: number; next?: string } {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  const more = items.length > limit && last !== undefined;
  return { items: kept.map(show), total, ...(more ? { next: writeCursor(cursorOf(last)) } : {}) };
}

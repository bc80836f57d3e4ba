import { z } from 'zod';

/** An opaque identifier: 24 hexadecimal digits. Anything else is refused before it reaches a query. */
export const id = z.string().regex(/^[0-9a-f]{24}$/, 'not_an_id');

/** A civil date at school, `2026-03-02`, never an instant. */
export const civilDate = z.iso.date('not_a_date');

/** An instant, for events that happened: ISO 8601 in UTC. */
export const instant = z.iso.datetime();

// Control characters have no place in names and notes, and some of them forge lines in mail and exports.
// oxlint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Text of one or more lines: trimmed, without control characters, at most `longest` UTF-16 units. */
export const text = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'too_long')
    .refine((value) => !controlCharacters.test(value), 'control_characters');

/** Text of one line that may not be empty. */
export const line = (longest: number) =>
  text(longest)
    .min(1, 'empty')
    .refine((value) => !/[\r\n]/.test(value), 'line_breaks');

export const municipalityCode = z.string().regex(/^\d{4}$/, 'not_a_municipality_code');

/** Increases with every change of a document; a change names the version it was made from. */
export const version = z.int().min(0);

/** What a list takes besides its filters: `after` is the `next` of the page before. */
export const pageQuery = {
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
};

/** A page of a list: `total` counts the whole list, `next` is absent on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), total: z.int().min(0), next: z.string().optional() });

/** A yes or no in a query string. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const idParams = z.strictObject({ id });

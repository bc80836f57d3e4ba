import type { z } from 'zod';

/** What is wrong with a field: a contract's own code (`empty`, `too_long`), or `invalid` where it has none. */
export type FieldErrorCode = string;

/**
 * Checks what has been filled in by a contract's schema, before it is sent.
 * @returns the first error of each field, by the field's name
 */
export function fieldErrors(schema: z.ZodType, value: unknown): Record<string, FieldErrorCode> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return {};
  const errors: Record<string, FieldErrorCode> = {};
  for (const { path, message } of parsed.error.issues) {
    const [field, ...within] = path.map(String);
    if (field === undefined) continue;
    errors[field] ??= code(message);
    // The field of a row in a list: `links.0.url`.
    if (within.length > 0) errors[[field, ...within].join('.')] ??= code(message);
  }
  return errors;
}

const code = (message: string) => (/^[a-z_]+$/.test(message) ? message : 'invalid');

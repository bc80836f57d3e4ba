import { fail } from '../bson/command-error.ts';
import type { RawField } from '../storage/raw-fields.ts';
import type { FilterContext, Matcher } from './matcher.ts';

export function compileJsonSchema(_field: RawField, _context: FilterContext): Matcher {
  return fail(238, '$jsonSchema is not supported here');
}

import { fail } from '../bson/command-error.ts';
import { REFERENCE_FIELDS } from '../bson/reference-fields.ts';
import { identifierOf } from './update-tree.ts';

const MAX_DOTS = 255;

/**
 * Checks a path that an operator is to change.
 * @throws CommandError 56 for an empty part, 2 for a `$` that comes first or twice, 10396001 for one that is too deep
 */
export function checkUpdatePath(path: string): void {
  if (path === '') fail(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.length - 1 > MAX_DOTS) {
    fail(10_396_001, `Field path contains more dots than it may: ${parts.length - 1}, and not ${MAX_DOTS}`);
  }
  if (parts.includes('')) {
    fail(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  if (parts.filter((part) => part === '$').length > 1) {
    fail(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  const [first] = parts;
  if (first === '$')
    fail(2, `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  if (identifierOf(first!) !== undefined) {
    fail(
      2,
      `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
    );
  }
}

/**
 * An update gives a document no field of its own whose name begins with `$`; an insertion may.
 * @throws CommandError 52 or 55
 */
export function checkOwnField(name: string): void {
  if (!name.startsWith('$')) return;
  if (REFERENCE_FIELDS.has(name)) {
    fail(55, `The field '${name}' is no part of a reference here, which is invalid.`);
  }
  fail(
    52,
    `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement ` +
      'document. Consider using an aggregation pipeline with $replaceWith.',
  );
}

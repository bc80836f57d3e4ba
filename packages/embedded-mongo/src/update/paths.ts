import { fail } from '../bson/command-error.ts';
import { identifierOf } from './update-tree.ts';

/** A reference has them, inside another field. */
const REFERENCE_FIELDS = new Set(['$ref', '$id', '$db']);

/**
 * Checks a path that an operator is to change.
 * @throws CommandError 56 for an empty part, 52 or 55 for a field of the document itself that begins with `$`, 2
 *   for a `$` that comes first or twice
 */
export function checkUpdatePath(path: string): void {
  if (path === '') fail(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes('')) {
    fail(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  if (parts.filter((part) => part === '$').length > 1) {
    fail(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  parts.forEach((part, index) => checkPart(part, index, path));
}

function checkPart(part: string, index: number, path: string): void {
  if (!part.startsWith('$')) return;
  const identifier = identifierOf(part);
  if (part === '$' || identifier !== undefined) {
    if (index > 0) return;
    const kind =
      identifier === undefined ? "positional (i.e. '$')" : "array filter identifier (i.e. '$[<id>]')";
    fail(2, `Cannot have ${kind} element in the first position in path '${path}'`);
  }
  if (index > 0) return;
  if (REFERENCE_FIELDS.has(part))
    fail(55, `The field '${part}' is no part of a reference here, which is invalid.`);
  fail(
    52,
    `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update's replacement ` +
      'document. Consider using an aggregation pipeline with $replaceWith.',
  );
}

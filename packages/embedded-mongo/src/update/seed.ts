import { fail } from '../bson/command-error.ts';
import { equalitiesOf } from '../query/equalities.ts';
import { BSON_TYPE, rawFields } from '../storage/raw-fields.ts';
import { DocumentNode, encodeNode } from './tree.ts';

/**
 * The document that an upsert begins with: what its filter says fields are equal to, in the order of their names.
 * @throws CommandError 54 when the filter says it twice, 28 when one path leads through another's value
 */
export function seedOf(filter: Buffer): Buffer {
  const equalities = equalitiesOf(filter);
  const root = new DocumentNode();
  const id = equalities.get('_id');
  if (id) root.fields.set('_id', id);
  for (const [path, value] of [...equalities].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    if (path === '_id') continue;
    const parts = path.split('.');
    let node = root;
    for (const part of parts.slice(0, -1)) {
      const next = node.fields.get(part) ?? new DocumentNode();
      if (!(next instanceof DocumentNode)) return fail(28, `Cannot create field '${part}' in path '${path}'`);
      node.fields.set(part, next);
      node = next;
    }
    node.fields.set(parts.at(-1)!, value);
  }
  return encodeNode(root);
}

const LOGICAL = new Set(['$and', '$or', '$nor']);

/**
 * An upsert cannot make a document of an expression, so that its filter may have none.
 * @throws CommandError 224
 */
export function assertUpsertFilter(filter: Buffer): void {
  for (const [name, field] of rawFields(filter)) {
    if (name === '$expr') fail(224, '$expr is not allowed in the query predicate for an upsert');
    if (!LOGICAL.has(name) || field.type !== BSON_TYPE.array) continue;
    for (const [, part] of rawFields(field.bytes)) {
      if (part.type === BSON_TYPE.document) assertUpsertFilter(part.bytes);
    }
  }
}

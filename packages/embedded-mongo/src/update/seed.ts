import { fail } from '../bson/command-error.ts';
import { equalitiesOf } from '../query/equalities.ts';
import { DocumentNode, encodeNode } from './tree.ts';

/**
 * The document that an upsert begins with: what its filter says fields are equal to.
 * @throws CommandError 54 when the filter says it twice, 28 when one path leads through another's value
 */
export function seedOf(filter: Buffer): Buffer {
  const equalities = equalitiesOf(filter);
  const root = new DocumentNode();
  const id = equalities.get('_id');
  if (id) root.fields.set('_id', id);
  for (const [path, value] of equalities) {
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

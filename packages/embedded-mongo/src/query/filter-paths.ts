import { BSON_TYPE, rawFields } from '../storage/raw-fields.ts';

const LISTS: ReadonlySet<string> = new Set(['$and', '$or', '$nor']);
const NO_PATHS: ReadonlySet<string> = new Set(['$comment', '$alwaysTrue', '$alwaysFalse']);

/**
 * The paths that a filter reads of a document; undefined where it may read others, too.
 * @param filter raw BSON that has been compiled
 */
export function pathsOfFilter(filter: Buffer): string[] | undefined {
  const paths: string[] = [];
  for (const [name, field] of rawFields(filter)) {
    if (NO_PATHS.has(name)) continue;
    if (!name.startsWith('$')) paths.push(name);
    else if (!LISTS.has(name)) return undefined;
    else {
      for (const [, part] of rawFields(field.bytes)) {
        const inside = part.type === BSON_TYPE.document ? pathsOfFilter(part.bytes) : undefined;
        if (!inside) return undefined;
        paths.push(...inside);
      }
    }
  }
  return paths;
}

import { includedPaths } from '../projection/included-paths.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { StageSource } from './stage/stage.ts';

/** Their arguments name fields without `$`, or they read a document that is not named. */
const READS_MORE: ReadonlySet<string> = new Set([
  '$getField',
  '$setField',
  '$unsetField',
  '$meta',
  '$top',
  '$topN',
  '$bottom',
  '$bottomN',
]);
const WHOLE = /^\$\$(?:ROOT|CURRENT)(?:\.|$)/;

/**
 * The paths that a stage reads of the documents that reach it, where nothing else of them goes on to the next stage;
 * undefined where more of them is read, or goes on.
 */
export function pathsRead({ name, specification }: StageSource): string[] | undefined {
  switch (name) {
    case '$count':
      return [];
    case '$project':
      return specification.type === BSON_TYPE.document ? includedPaths(specification.bytes) : undefined;
    case '$group':
    case '$sortByCount':
      return pathsIn(specification);
    default:
      return undefined;
  }
}

function pathsIn({ type, bytes }: RawField): string[] | undefined {
  if (type === BSON_TYPE.string) {
    const text = bytes.utf8Slice(4, bytes.length - 1);
    if (WHOLE.test(text)) return undefined;
    return text.startsWith('$') && !text.startsWith('$$') ? [text.slice(1)] : [];
  }
  if (type !== BSON_TYPE.document && type !== BSON_TYPE.array) return [];
  const paths: string[] = [];
  for (const [name, inside] of rawFields(bytes)) {
    if (name === '$literal') continue;
    const found = READS_MORE.has(name) ? undefined : pathsIn(inside);
    if (!found) return undefined;
    paths.push(...found);
  }
  return paths;
}

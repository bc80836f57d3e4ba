import { isNumber, numberOf } from '../commands/fields.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';

/**
 * The paths of all that a projection shows; undefined when it shows more than it names, or computes something.
 * @param projection raw BSON that has been compiled
 */
export function includedPaths(projection: Buffer): string[] | undefined {
  const paths: string[] = [];
  let showsId = true;
  for (const [path, field] of rawFields(projection)) {
    const shown = isShown(field);
    if (shown === undefined || path.includes('$')) return undefined;
    if (path === '_id') showsId = shown;
    else if (!shown) return undefined;
    if (shown) paths.push(path);
  }
  if (paths.length === 0) return undefined;
  return showsId && !paths.includes('_id') ? [...paths, '_id'] : paths;
}

function isShown(field: RawField): boolean | undefined {
  if (field.type === BSON_TYPE.boolean) return field.bytes[0] === 1;
  return isNumber(field) ? numberOf(field) !== 0 : undefined;
}

import { elementHashKey, equalKey } from '../bson/hash-keys.ts';
import { rootElement, typeOf, type Value } from '../bson/value.ts';
import { encodeField } from '../bson/writer.ts';
import { anyOf, comparisonCondition } from '../query/conditions.ts';
import type { Filter } from '../query/filter.ts';
import { visitPath, type Path } from '../query/path.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';

/**
 * The filter of a field that equals one of some values: for a join, where it is made for every row, so that it is
 * put together from its parts instead of being compiled.
 * @returns undefined for values that match in another way than by being the same
 */
export function equalToOneOf(name: string, path: Path, values: readonly Value[]): Filter | undefined {
  if (values.some(isSpecial)) return undefined;
  const condition = anyOf(
    name,
    values.map((value) => comparisonCondition(name, '$eq', encodeField(value), false)),
  );
  if (!condition) return undefined;
  const keys = new Set(values.map((value) => equalKey(value)));
  return {
    conditions: [condition],
    complete: false,
    matches: (document) =>
      visitPath(
        document,
        rootElement(document),
        path,
        true,
        (bytes, element) => element !== undefined && keys.has(elementHashKey(bytes, element)),
        undefined,
      ),
  };
}

/** Null matches what is missing, an array what has its elements. */
function isSpecial(value: Value): boolean {
  const type = typeOf(value);
  return type === BSON_TYPE.null || type === BSON_TYPE.undefined || type === BSON_TYPE.array;
}

import { decodeField, type Value } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import type { StageSource } from './stage.ts';

/**
 * Does a `$unwind` take apart what the `$lookup` before it joins? The two are then done together: a row for every
 * document that is joined, however many there are, without an array in between.
 */
export function isUnwoundWith(lookup: StageSource | undefined, unwind: StageSource | undefined): boolean {
  if (lookup?.name !== '$lookup' || unwind?.name !== '$unwind') return false;
  const as = option(lookup.specification, 'as');
  const { specification } = unwind;
  const path =
    specification.type === BSON_TYPE.string ? decodeField(specification) : option(specification, 'path');
  return typeof as === 'string' && path === `$${as}`;
}

function option({ type, bytes }: RawField, name: string): Value {
  const field = type === BSON_TYPE.document ? new Map(rawFields(bytes)).get(name) : undefined;
  return field && decodeField(field);
}

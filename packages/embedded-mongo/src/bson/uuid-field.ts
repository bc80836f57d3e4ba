import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';

/** The subtype of binary data that is a UUID. */
export const UUID_SUBTYPE = 4;

/** A UUID of sixteen bytes as a field. */
export function uuidField(uuid: Buffer): RawField {
  return {
    type: BSON_TYPE.binary,
    bytes: Buffer.concat([Buffer.from([uuid.length, 0, 0, 0, UUID_SUBTYPE]), uuid]),
  };
}

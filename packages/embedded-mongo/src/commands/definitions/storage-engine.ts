import { CommandError } from '../../bson/command-error.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, rawFields } from '../../storage/raw-fields.ts';

/** The one way of storing that there is. */
export const STORAGE_ENGINE = 'lmdb';

/**
 * There is nothing to choose in how it stores.
 * @throws CommandError 72
 */
export function assertStorageEngine(options: Buffer | undefined): void {
  for (const [name, { type, bytes }] of options ? rawFields(options) : []) {
    if (name !== STORAGE_ENGINE) {
      throw new CommandError(72, `${name} is not a registered storage engine for this server`);
    }
    if (type !== BSON_TYPE.document || bytes.length > EMPTY_DOCUMENT.length) {
      throw new CommandError(72, `${name} has no options here: give it an empty document`);
    }
  }
}

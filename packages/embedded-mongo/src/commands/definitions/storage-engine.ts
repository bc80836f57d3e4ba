import { CommandError } from '../../bson/command-error.ts';
import { rawFields } from '../../storage/raw-fields.ts';

/**
 * There is one way of storing, and nothing to choose in it.
 * @throws CommandError 72
 */
export function assertStorageEngine(options: Buffer | undefined): void {
  const [first] = options ? rawFields(options) : [];
  if (first) throw new CommandError(72, `${first[0]} is not a registered storage engine for this server`);
}

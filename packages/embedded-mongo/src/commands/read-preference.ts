import { fail } from '../bson/command-error.ts';
import { nameOfType } from '../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { isNumber, numberOf, textOf, wrongType, type CommonFields } from './fields.ts';

const MODES = new Set(['primary', 'primaryPreferred', 'secondary', 'secondaryPreferred', 'nearest']);
const LEAST_STALENESS_SECONDS = 90;

/** The last that was in order: a client says the same with every command. */
let accepted: Buffer | undefined;

/**
 * There is one server to read from, so every read preference asks for nothing more; what is none is refused.
 * @throws CommandError 4 without a mode, 14 for a wrong type, 2 for an unknown mode and for what does not go with
 *   the mode primary, 72 for hedged reads with that mode, 160 for a staleness that no server can keep to
 */
export function assertReadPreference({ $readPreference: preference }: CommonFields): void {
  if (!preference || accepted?.equals(preference)) return;
  const { mode, tags, hedge, maxStalenessSeconds } = Object.fromEntries(rawFields(preference)) as Partial<
    Record<string, RawField>
  >;
  const isPrimary = modeOf(mode) === 'primary';
  if (hedge) {
    assertType('hedge', hedge, BSON_TYPE.document);
    const { enabled } = Object.fromEntries(rawFields(hedge.bytes)) as Partial<Record<string, RawField>>;
    if (isPrimary && enabled?.bytes[0] !== 0) {
      fail(72, 'cannot enable hedging for $readPreference mode "primaryOnly"');
    }
  }
  if (tags) {
    assertType('tags', tags, BSON_TYPE.array);
    if (isPrimary && hasTags(tags.bytes)) fail(2, 'Only empty tags are allowed with primary read preference');
  }
  if (maxStalenessSeconds) assertStaleness(maxStalenessSeconds, isPrimary);
  accepted = Buffer.from(preference);
}

function modeOf(field: RawField | undefined): string {
  if (!field) return fail(4, 'Missing expected field "mode"');
  assertType('mode', field, BSON_TYPE.string);
  const mode = textOf(field);
  if (!MODES.has(mode)) {
    fail(
      2,
      `Could not parse $readPreference mode '${mode}'. Only the modes ${[...MODES].join(', ')} are supported.`,
    );
  }
  return mode;
}

/** The one empty set of tags is that of a server without any. */
function hasTags(bytes: Buffer): boolean {
  const sets = [...rawFields(bytes)];
  return sets.length > 1 || sets.some(([, { bytes: set }]) => set.length > 5);
}

function assertStaleness(field: RawField, isPrimary: boolean): void {
  if (!isNumber(field)) throw wrongType('$readPreference.maxStalenessSeconds', field.type, 'number');
  const seconds = numberOf(field);
  if (!Number.isInteger(seconds) || seconds < 0) {
    fail(2, 'maxStalenessSeconds must be a non-negative integer');
  }
  if (seconds > 0 && seconds < LEAST_STALENESS_SECONDS) {
    fail(160, `maxStalenessSeconds value can not be less than ${LEAST_STALENESS_SECONDS}`);
  }
  if (isPrimary && seconds > 0) fail(2, 'maxStalenessSeconds can not be set for the primary mode');
}

function assertType(name: string, field: RawField, type: number): void {
  if (field.type !== type) throw wrongType(`$readPreference.${name}`, field.type, nameOfType(type));
}

import { isUtf8 } from 'node:buffer';
import { Binary } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { CONVERSION_FAILURE, refuse, unsupported } from './conversion-failure.ts';
import { isNullish, isNumber, wholeInt } from './numbers.ts';

/** How binary data is written as text. `auto` is the text of a UUID, or Base64. */
const FORMATS = ['auto', 'base64', 'base64url', 'hex', 'utf8', 'uuid'] as const;
export type BinaryFormat = (typeof FORMATS)[number];

const UUID_SUBTYPE = 4;
const LAST_KNOWN_SUBTYPE = 8;
const FIRST_OWN_SUBTYPE = 128;
const LAST_OWN_SUBTYPE = 255;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The operand `format` of `$convert`. @throws CommandError 4341114, 4341125 */
export function formatOf(value: Value): BinaryFormat | undefined {
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string') {
    return fail(4_341_114, `$convert requires that 'format' be a string, found: ${typeName(value)}`);
  }
  const known = FORMATS.find((format) => format === value);
  return known ?? fail(4_341_125, `Invalid 'format' argument for $convert: ${value}`);
}

/** @throws CommandError 4341106, 4341107, 4341108 */
function subtypeOf(value: Value): number {
  if (!isNumber(value)) {
    fail(4_341_108, `For BinData, $convert's 'subtype' argument must be a number, but is ${typeName(value)}`);
  }
  const subtype = wholeInt(value);
  if (subtype === undefined) {
    return fail(4_341_106, "In $convert, numeric 'subtype' argument is not an integer");
  }
  const isKnown = subtype >= 0 && subtype <= LAST_KNOWN_SUBTYPE;
  if (isKnown || (subtype >= FIRST_OWN_SUBTYPE && subtype <= LAST_OWN_SUBTYPE)) return subtype;
  return fail(
    4_341_107,
    `In $convert, numeric value for 'subtype' does not correspond to a BinData type: ${subtype}`,
  );
}

function requireFormat(format: BinaryFormat | undefined, from: string, to: string): BinaryFormat {
  return format ?? fail(4_341_115, `Format must be speficied when converting from '${from}' to '${to}'`);
}

/** @throws CommandError 241 when the text is not in the format, or the format not for the subtype */
export function toBinary(value: Value, subtypeValue: Value, format: BinaryFormat | undefined): Value {
  if (value instanceof Binary) {
    if (value.sub_type === subtypeOf(subtypeValue)) return value;
    fail(CONVERSION_FAILURE, 'Conversions between different BinData subtypes are not supported');
  }
  if (typeof value !== 'string') return unsupported(value, BSON_TYPE.binary);
  const known = requireFormat(format, 'string', 'binData');
  const subtype = subtypeOf(subtypeValue);
  const isFitting = (known === 'uuid') === (subtype === UUID_SUBTYPE);
  const bytes = isFitting ? READERS[known](value) : undefined;
  if (bytes) return new Binary(bytes, subtype);
  return refuse(`Failed to parse BinData '${value}'`);
}

/** Bytes of a text in a format; undefined when it is not. */
const READERS: Readonly<Record<BinaryFormat, (text: string) => Buffer | undefined>> = {
  auto: () => undefined,
  base64: (text) =>
    /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
      ? Buffer.from(text, 'base64')
      : undefined,
  base64url: (text) =>
    /^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{2}(==)?|[A-Za-z0-9_-]{3}=?)?$/.test(text)
      ? Buffer.from(text, 'base64url')
      : undefined,
  hex: (text) => (/^([0-9a-f]{2})*$/i.test(text) ? Buffer.from(text, 'hex') : undefined),
  utf8: (text) => Buffer.from(text),
  uuid: (text) => (UUID.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : undefined),
};

/** Text of bytes in a format; undefined when they are not what it is for. */
const WRITERS: Readonly<Record<BinaryFormat, (bytes: Buffer, subtype: number) => string | undefined>> = {
  auto: (bytes, subtype) => uuidText(bytes, subtype) ?? bytes.toString('base64'),
  base64: (bytes) => bytes.toString('base64'),
  base64url: (bytes) => bytes.toString('base64url'),
  hex: (bytes) => bytes.toString('hex').toUpperCase(),
  utf8: (bytes) => (isUtf8(bytes) ? bytes.toString() : undefined),
  uuid: uuidText,
};

/** @throws CommandError 241 when the bytes are not what the format is for */
export function binaryText(value: Binary, format: BinaryFormat | undefined): string {
  const known = requireFormat(format, 'binData', 'string');
  const text = WRITERS[known](Buffer.from(value.value()), value.sub_type);
  return text ?? refuse(`Failed to convert BinData to string: it does not represent valid ${known}`);
}

function uuidText(bytes: Buffer, subtype: number): string | undefined {
  if (subtype !== UUID_SUBTYPE || bytes.length !== 16) return undefined;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

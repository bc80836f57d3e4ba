import { BSON_TYPE, type Element } from '../storage/raw-fields.ts';
import { compareNumeric, exactDecimal, toDouble, readNumeric, type Numeric } from './numeric.ts';
import { elementKey } from './keys.ts';
import { encodeField } from './writer.ts';
import { isNumericType, type Value } from './value.ts';

/** A key for `Map` and `Set`: the same for equal values, whatever their numbers' types. */
export type HashKey = string | number | boolean | null | undefined;

/** Changes a text before it becomes a key, so that texts that a collation holds equal have one key. */
export type TextKey = (text: string) => string;

/** The hash key of a value; that of a missing one is undefined, and differs from null's. */
export function equalKey(value: Value, textKey?: TextKey): HashKey {
  switch (typeof value) {
    case 'number':
      return value;
    case 'string':
      return `s${textKey ? textKey(value) : value}`;
    case 'boolean':
    case 'undefined':
      return value;
    default: {
      if (value === null) return null;
      const { type, bytes } = encodeField(value);
      return elementHashKey(bytes, { type, start: 0, end: bytes.length }, textKey);
    }
  }
}

/** As `equalKey`, without decoding. */
export function elementHashKey(bytes: Buffer, element: Element | undefined, textKey?: TextKey): HashKey {
  if (!element) return undefined;
  const { type, start, end } = element;
  if (isNumericType(type)) return numericHashKey(readNumeric(bytes, element)!);
  switch (type) {
    case BSON_TYPE.string:
    case BSON_TYPE.symbol: {
      const text = bytes.utf8Slice(start + 4, end - 1);
      return `s${textKey ? textKey(text) : text}`;
    }
    case BSON_TYPE.boolean:
      return bytes[start] === 1;
    case BSON_TYPE.null:
      return null;
    case BSON_TYPE.objectId:
      return `o${bytes.latin1Slice(start, end)}`;
    default:
      return `k${elementKey(bytes, element).latin1Slice()}`;
  }
}

function numericHashKey(value: Numeric): number | string {
  if (typeof value === 'number') return value;
  const double = toDouble(value);
  if (Number.isNaN(double) || compareNumeric(value, double) === 0) return double;
  const { negative, ...exact } = exactDecimal(value);
  let { coefficient, exponent } = exact;
  while (coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return `n${negative ? '-' : ''}${coefficient}e${exponent}`;
}

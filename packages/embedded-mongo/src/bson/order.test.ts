import * as fc from 'fast-check';
import { BSON_TYPE, elementAt, type Element } from '../storage/raw-fields.ts';
import { anyNumber, anyText, anyValue, raw } from './arbitrary.ts';
import { compareElements, compareValues } from './compare.ts';
import { elementHashKey, equalKey } from './hash-keys.ts';
import { elementKey, elementKeys, NULL_KEY, valueKey } from './keys.ts';
import { decodeDocument, decodeElement, UNDEFINED } from './value.ts';
import { encodeDocument } from './writer.ts';

function elementOf(value: unknown): [bytes: Buffer, element: Element] {
  const bytes = raw({ v: value });
  return [bytes, elementAt(bytes, 4)[0]];
}

function inverted(key: Buffer): Buffer {
  return Buffer.from(key.map((byte) => byte ^ 0xff));
}

/** Half of the pairs are of one type, for there the order is decided by little. */
const pairs = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(anyValue, anyValue) },
  { weight: 1, arbitrary: fc.tuple(anyText, anyText) },
  { weight: 1, arbitrary: fc.tuple(anyNumber, anyNumber) },
);

describe('the order of BSON values', () => {
  it('is the same for elements, for decoded values and for the bytes of keys', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const [bytesA, a] = elementOf(left);
        const [bytesB, b] = elementOf(right);
        const order = compareElements(bytesA, a, bytesB, b);
        expect(compareValues(decodeElement(bytesA, a), decodeElement(bytesB, b))).toBe(order);
        expect(Buffer.compare(elementKey(bytesA, a), elementKey(bytesB, b))).toBe(order);
        expect(compareElements(bytesB, b, bytesA, a)).toBe(order === 0 ? 0 : -order);
      }),
      { numRuns: 3_000 },
    );
  });

  it('holds for keys that are followed by others, also when their bytes are inverted', () => {
    fc.assert(
      fc.property(
        pairs,
        fc.uint8Array({ minLength: 1, maxLength: 3 }),
        fc.uint8Array({ minLength: 1, maxLength: 3 }),
        ([left, right], x, y) => {
          const a = elementKey(...elementOf(left));
          const b = elementKey(...elementOf(right));
          const order = Buffer.compare(a, b);
          if (order === 0) return;
          expect(Buffer.compare(Buffer.concat([a, x]), Buffer.concat([b, y]))).toBe(order);
          expect(Buffer.compare(Buffer.concat([inverted(a), x]), Buffer.concat([inverted(b), y]))).toBe(
            -order,
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is in the key of several values that of each, behind a prefix', () => {
    const prefix = Buffer.from([0, 0, 1, 2]);
    fc.assert(
      fc.property(anyValue, anyValue, fc.boolean(), (left, right, isInverted) => {
        const bytes = raw({ left, right });
        const [a, after] = elementAt(bytes, 4);
        const [b] = elementAt(bytes, after);
        const turned = isInverted ? inverted(elementKey(bytes, b)) : elementKey(bytes, b);
        const keys = [prefix, elementKey(bytes, a), NULL_KEY, turned];
        const key = elementKeys(prefix, bytes, [a, undefined, b], [false, false, isInverted]);
        expect(key.equals(Buffer.concat(keys))).toBe(true);
      }),
    );
  });

  it('gives one hash key to equal values and different ones to others', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const [bytesA, a] = elementOf(left);
        const [bytesB, b] = elementOf(right);
        const same = compareElements(bytesA, a, bytesB, b) === 0;
        const keys = new Set([elementHashKey(bytesA, a), elementHashKey(bytesB, b)]);
        expect(keys.size).toBe(same ? 1 : 2);
        expect(new Set([equalKey(decodeElement(bytesA, a)), elementHashKey(bytesA, a)]).size).toBe(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('puts a missing value before null, and indexes it as null', () => {
    expect(compareValues(undefined, null)).toBe(-1);
    expect(valueKey(undefined)).toEqual(valueKey(null));
  });
});

describe('decoding and encoding', () => {
  it('takes a missing value and undefined for equal', () => {
    expect(compareValues(undefined, UNDEFINED)).toBe(0);
    expect(compareValues(UNDEFINED, null)).toBe(-1);
  });

  it('gives back the same bytes', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = raw({ value });
        expect(encodeDocument(decodeDocument(bytes)).equals(bytes)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps a date beyond those of JavaScript', () => {
    const bytes = raw({ at: new Date(0) });
    bytes.writeBigInt64LE(2n ** 62n, 8);
    expect(bytes[4]).toBe(BSON_TYPE.date);
    expect(encodeDocument(decodeDocument(bytes)).equals(bytes)).toBe(true);
  });
});

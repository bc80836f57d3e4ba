import * as fc from 'fast-check';
import { writeInt64, writeSafeInteger } from './write-int64.ts';

function written(write: (target: Buffer) => number): string {
  const target = Buffer.alloc(10, 0xaa);
  expect(write(target)).toBe(9);
  return target.toString('hex');
}

describe('64-bit integers', () => {
  it('are written as Node writes them, signed or not', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }), (value) => {
        const signed = BigInt.asIntN(64, value);
        expect(written((target) => writeInt64(target, value, 1))).toBe(
          written((target) => target.writeBigInt64LE(signed, 1)),
        );
      }),
    );
  });

  it('are written from a number that holds them exactly, before 1970 too', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(written((target) => writeSafeInteger(target, value, 1))).toBe(
          written((target) => target.writeBigInt64LE(BigInt(value), 1)),
        );
      }),
    );
  });
});

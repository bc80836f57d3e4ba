import { Decimal128 } from 'bson';
import * as fc from 'fast-check';
import { decimalOf, doubleToDecimal, packDecimal, type Decimal } from './decimal.ts';

const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 34n - 1n }), fc.integer({ min: -6_176, max: 6_111 }))
  .map(([negative, coefficient, exponent]): Decimal => ({ kind: 'finite', negative, coefficient, exponent }));

describe('decimal128', () => {
  it('is taken apart and put together without loss', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(decimalOf(packDecimal(value))).toEqual(value);
      }),
    );
  });

  it('is what the driver reads', () => {
    fc.assert(
      fc.property(decimals, ({ negative, coefficient, exponent }) => {
        const packed = packDecimal({ kind: 'finite', negative, coefficient, exponent });
        const text = `${negative ? '-' : ''}${coefficient}E${exponent}`;
        expect(Decimal128.fromString(text).bytes).toEqual(packed.bytes);
      }),
    );
  });

  it.each([
    ['rounds half to even', 10n ** 34n + 5n, 0, '1.000000000000000000000000000000000E+34'],
    ['rounds up past half', 10n ** 34n + 6n, 0, '1.000000000000000000000000000000001E+34'],
    ['carries into a new digit', 10n ** 35n - 1n, 0, '1.000000000000000000000000000000000E+35'],
    ['goes to zero below the least exponent', 4n, -6_177, '0E-6176'],
    ['goes to infinity above the greatest', 10n ** 33n, 6_112, 'Infinity'],
    ['spells out zeros to reach the greatest exponent', 1n, 6_112, '1.0E+6112'],
  ])('%s', (_name, coefficient, exponent, text) => {
    expect(packDecimal({ kind: 'finite', negative: false, coefficient, exponent }).toString()).toBe(text);
  });

  it.each([
    [0.1, '0.100000000000000'],
    [2.5, '2.50000000000000'],
    [-1e300, '-1.00000000000000E+300'],
    [0, '0'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('of the double %d is %s', (double, text) => {
    expect(packDecimal(doubleToDecimal(double)).toString()).toBe(text);
  });
});

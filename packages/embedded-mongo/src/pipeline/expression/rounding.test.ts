import { Double } from 'bson';
import { assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { evaluate } from '../in-memory.ts';

/** What `$round` or `$trunc` makes of numerator / 2^halvings, worked out with whole numbers. */
function expected(name: string, numerator: number, halvings: number, places: number): number {
  const scaled = BigInt(Math.abs(numerator)) * 10n ** BigInt(places);
  const divisor = 1n << BigInt(halvings);
  const whole = scaled / divisor;
  const twice = (scaled % divisor) * 2n;
  const up = name === '$round' && (twice > divisor || (twice === divisor && whole % 2n === 1n));
  return (numerator < 0 ? -1 : 1) * Number(`${whole + (up ? 1n : 0n)}e-${places}`);
}

describe('rounding of doubles', () => {
  it.each(['$round', '$trunc'])('%s is exact, ties included', async (name) => {
    await assert(
      asyncProperty(
        integer({ min: -(2 ** 44), max: 2 ** 44 }),
        constantFrom(0, 1, 2, 3, 5, 20, 30, 44),
        integer({ min: 0, max: 12 }),
        async (numerator, halvings, places) => {
          const value = new Double(numerator / 2 ** halvings);
          const result = await evaluate({ [name]: [value, places] });
          expect(Number(result.value)).toBe(expected(name, numerator, halvings, places));
        },
      ),
      { numRuns: 300 },
    );
  });
});

import { Decimal128 } from 'bson';
import { assert, asyncProperty, integer } from 'fast-check';
import { evaluate } from '../in-memory.ts';

const FUNCTIONS = [
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'exp',
] as const;

async function ofDecimal(name: string, value: number): Promise<number> {
  const result = await evaluate({ [`$${name}`]: Decimal128.fromString(String(value)) });
  return Number(String(result.value));
}

describe('functions of decimals', () => {
  it.each(FUNCTIONS)('%s agrees with what JavaScript has for doubles', async (name) => {
    await assert(
      asyncProperty(integer({ min: -99_000, max: 99_000 }), async (thousandths) => {
        const value =
          name.startsWith('a') && name !== 'atan' && name !== 'asinh' ? thousandths / 1e5 : thousandths / 1e3;
        const expected = Math[name](value);
        const size = Math.max(1e-12, Math.abs(expected));
        expect(Math.abs((await ofDecimal(name, value)) - expected) / size).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

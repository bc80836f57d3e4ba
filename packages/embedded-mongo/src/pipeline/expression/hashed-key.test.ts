import { BSONSymbol, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId } from 'bson';
import { evaluate, shown } from '../in-memory.ts';
import { expressions } from './expression-table.ts';
import { hashedKey } from './hashed-key.ts';

const long = (value: string): Long => Long.fromString(value);

expressions('the hash of a value', [
  // The two that MongoDB's documentation and its own check at start name.
  [{ $toHashedIndexKey: 'string to hash' }, long('763543691661428748')],
  [{ $toHashedIndexKey: 42 }, long('-944302157085130861')],
]);

async function hashOf(value: unknown): Promise<string> {
  return shown(await evaluate({ $toHashedIndexKey: { $literal: value } }));
}

describe('$toHashedIndexKey', () => {
  it('hashes with another seed as MongoDB does', () => {
    expect(hashedKey('hashthis', 1)).toBe(6271151123721111923n);
    expect(
      hashedKey(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
        1,
      ),
    ).toBe(-7076810813311352857n);
  });

  it.each([
    [42, new Double(42.9)],
    [42, long('42')],
    [42, Decimal128.fromString('42.00')],
    [0, Number.NaN],
    [0, Decimal128.fromString('NaN')],
    [long('9223372036854775807'), Number.POSITIVE_INFINITY],
    [long('-9223372036854775808'), 2 ** 63],
    [long('-9223372036854775808'), Decimal128.fromString('-Infinity')],
    ['s', new BSONSymbol('s')],
    [{ a: [1, 'x'] }, { a: [new Double(1), 'x'] }],
  ])('%p hashes as %p does', async (a, b) => {
    expect(await hashOf(a)).toBe(await hashOf(b));
  });

  it('tells other values apart', async () => {
    const values = [
      null,
      1,
      'a',
      true,
      false,
      {},
      [],
      [1],
      { 0: 1 },
      { a: 1 },
      { a: { b: 1 } },
      { a: {}, b: 1 },
      new Date(1),
      new ObjectId('0102030405060708090a0b0c'),
      /a/,
      new MinKey(),
      new MaxKey(),
      new Code('a'),
      new Code('a', { b: 1 }),
      new Code('a', { b: 2 }),
    ];
    const hashes = await Promise.all(values.map(hashOf));
    expect(new Set(hashes).size).toBe(values.length);
  });

  it('takes what is missing for null', async () => {
    expect(shown(await evaluate({ $toHashedIndexKey: '$absent' }))).toBe(await hashOf(null));
  });
});

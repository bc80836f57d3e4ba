import { Decimal128, deserialize, Double, Long, MaxKey, MinKey } from 'bson';
import * as fc from 'fast-check';
import { anyValue, raw, smallDocument } from '../bson/arbitrary.ts';
import { compileCollation } from './collation.ts';
import { compileSort, Sorter } from './sort.ts';

async function sorted(
  documents: readonly object[],
  specification: object,
  limit?: number,
  collation?: object,
): Promise<unknown[]> {
  const sorter = new Sorter<Buffer>(
    compileSort(raw(specification), collation && compileCollation(raw(collation))),
    limit,
  );
  for (const document of documents) sorter.add(raw(document), raw(document));
  const found: unknown[] = [];
  for await (const chunk of sorter.sorted({ step: () => undefined })) {
    for (const bytes of chunk) found.push(deserialize(bytes));
  }
  return found;
}

const values = (list: readonly unknown[]): object[] => list.map((a) => ({ a }));

describe('sorting', () => {
  it('puts the types in MongoDB’s order', async () => {
    const order = [new MinKey(), null, 1, 'a', {}, true, new Date(0), new MaxKey()];
    expect(await sorted(values(order.toReversed()), { a: 1 })).toEqual(await sorted(values(order), { a: 1 }));
    expect(await sorted(values([true, 'a', 1, null]), { a: 1 })).toEqual(values([null, 1, 'a', true]));
  });

  it('takes numbers of all types together', async () => {
    const numbers = [Decimal128.fromString('2.5'), Long.fromInt(2), new Double(1.5), 3];
    expect(
      (await sorted(values(numbers), { a: 1 })).map((document) => String((document as { a: unknown }).a)),
    ).toEqual(['1.5', '2', '2.5', '3']);
  });

  it('takes the least element of an array, or the greatest when descending; none comes before null', async () => {
    const documents = values([[2, 9], 3, [1, 5], null, []]);
    expect(await sorted(documents, { a: 1 })).toEqual(values([[], null, [1, 5], [2, 9], 3]));
    expect(await sorted(documents, { a: -1 })).toEqual(values([[2, 9], [1, 5], 3, null, []]));
  });

  it('takes what a position names as it is, also an array', async () => {
    const documents = values([[1], [[1]], 5]);
    expect(await sorted(documents, { 'a.0': -1 })).toEqual(values([[[1]], [1], 5]));
  });

  it('takes two fields of one array from one element', async () => {
    const documents = [
      {
        a: [
          { b: 1, c: 9 },
          { b: 2, c: 0 },
        ],
      },
      { a: [{ b: 1, c: 5 }] },
    ];
    expect(await sorted(documents, { 'a.b': 1, 'a.c': 1 })).toEqual([documents[1], documents[0]]);
  });

  it('leaves equal documents in their order, and takes a missing field for null', async () => {
    const documents = [{ n: 1 }, { n: 2, a: null }, { n: 3 }, { n: 4, a: 0 }];
    expect(await sorted(documents, { a: -1 })).toEqual([
      documents[3],
      documents[0],
      documents[1],
      documents[2],
    ]);
  });

  it('keeps the first ones that sorting all would put first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(smallDocument, { maxLength: 20 }),
        fc.integer({ min: 1, max: 8 }),
        async (documents, limit) => {
          const specification = { a: 1, 'b.c': -1 };
          const sort = compileSort(raw(specification));
          try {
            documents.forEach((document) => sort.keyOf(raw(document)));
          } catch {
            return;
          }
          expect(await sorted(documents, specification, limit)).toEqual(
            (await sorted(documents, specification)).slice(0, limit),
          );
        },
      ),
    );
  });

  it('keeps equal ones in the order in which they came, also of more than are sorted at once', async () => {
    const documents = Array.from({ length: 1_000 }, (_, number) => ({ a: (number * 7_919) % 13, number }));
    const expected = documents.toSorted((left, right) => left.a - right.a || left.number - right.number);
    expect(await sorted(documents, { a: 1 })).toEqual(expected);
    expect(await sorted(documents, { a: 1 }, 700)).toEqual(expected.slice(0, 700));
  });

  it('is an order: what comes first comes first whatever lies between', () => {
    const { compare } = compileSort(raw({ a: 1 }));
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 3, maxLength: 6 }), (list) => {
        const ordered = values(list).map(raw).toSorted(compare);
        for (let i = 0; i < ordered.length; i += 1) {
          for (let j = i; j < ordered.length; j += 1)
            expect(compare(ordered[i]!, ordered[j]!)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('refuses two arrays side by side', async () => {
    await expect(sorted([{ a: [1], b: [1] }], { a: 1, b: 1 })).rejects.toThrow(
      expect.objectContaining({ code: 2 }),
    );
  });

  it.each([
    [{ a: 'x' }, 15_974],
    [{ a: 2 }, 15_975],
    [{ a: 0 }, 15_975],
    [{ '': 1 }, 40_352],
    [{ 'a.': 1 }, 40_353],
    [{ 'a..b': 1 }, 15_998],
    [{ $a: 1 }, 16_410],
    [{ a: { $meta: 'textScore' } }, 40_218],
    [{ a: { $meta: 'vectorSearchScore' } }, 40_218],
    [{ a: { b: 1 } }, 17_312],
    [{ a: { $meta: 'nonsense' } }, 31_138],
    [{ a: { $meta: 'randVal' } }, 238],
  ])('refuses %j with code %d', (specification, code) => {
    expect(() => compileSort(raw(specification))).toThrow(expect.objectContaining({ code }));
  });
});

describe('a collation', () => {
  it('sorts after a language', async () => {
    const letters = values(['ö', 'z', 'å', 'ä', 'A', 'a']);
    expect(await sorted(letters, { a: 1 }, undefined, { locale: 'sv' })).toEqual(
      values(['a', 'A', 'z', 'å', 'ä', 'ö']),
    );
  });

  it.each([
    ['de', ['Ä', 'Ad', 'Af']],
    ['de@collation=phonebook', ['Ad', 'Ä', 'Af']],
    ['de_AT@collation=phonebook', ['Ad', 'Af', 'Ä']],
  ])('sorts after the order that %s names', async (locale, order) => {
    const letters = values(['Af', 'Ä', 'Ad']);
    expect(await sorted(letters, { a: 1 }, undefined, { locale })).toEqual(values(order));
  });

  it.each([
    ['sv', ['a', 'A', 'b']],
    ['da', ['A', 'a', 'b']],
    ['mt', ['A', 'a', 'b']],
  ])('has the letters of %s in its order of small and capital ones', async (locale, order) => {
    expect(await sorted(values(['b', 'a', 'A']), { a: 1 }, undefined, { locale })).toEqual(values(order));
  });

  it('has no punctuation in Thai', () => {
    expect(compileCollation(raw({ locale: 'th' }))!.compare('a-b', 'ab')).toBe(0);
    expect(compileCollation(raw({ locale: 'sv' }))!.compare('a-b', 'ab')).not.toBe(0);
  });

  it('sorts numbers in texts by their size', async () => {
    expect(
      await sorted(values(['10', '9']), { a: 1 }, undefined, { locale: 'sv', numericOrdering: true }),
    ).toEqual(values(['9', '10']));
  });

  it.each([
    [1, 'a', 'A', true],
    [1, 'e', 'é', true],
    [2, 'a', 'A', true],
    [2, 'e', 'é', false],
    [3, 'a', 'A', false],
    [1, 'a', 'å', false],
  ])('of strength %d takes %s and %s for equal: %p', (strength, a, b, equal) => {
    const collation = compileCollation(raw({ locale: 'sv', strength }))!;
    expect(collation.compare(a, b) === 0).toBe(equal);
    expect(collation.textKey(a) === collation.textKey(b)).toBe(equal);
  });

  it('is none with the locale simple', () => {
    expect(compileCollation(raw({ locale: 'simple' }))).toBeUndefined();
  });

  it.each([
    [{}, 40_414],
    [{ locale: 1 }, 14],
    [{ locale: 'xx' }, 2],
    [{ locale: 'en-US' }, 2],
    [{ locale: 'de@collation=nonsense' }, 2],
    [{ locale: 'sv@collation=phonebook' }, 2],
    [{ locale: 'de@currency=EUR' }, 2],
    [{ locale: 'sv_SE' }, 2],
    [{ locale: 'no' }, 2],
    [{ locale: 'zh@collation=pinyin' }, 2],
    [{ locale: 'de@collation=search' }, 238],
    [{ locale: 'zh@collation=big5han' }, 238],
    [{ locale: 'en_US_POSIX' }, 238],
    [{ locale: 'th', alternate: 'non-ignorable' }, 238],
    [{ locale: 'sv', foo: 1 }, 40_415],
    [{ locale: 'sv', strength: 6 }, 51_024],
    [{ locale: 'sv', strength: 'x' }, 14],
    [{ locale: 'sv', caseFirst: 'x' }, 2],
    [{ locale: 'sv', caseLevel: 1 }, 14],
    [{ locale: 'sv', version: 'unknown' }, 161],
    [{ locale: 'sv', caseFirst: 'upper', strength: 2 }, 2],
    [{ locale: 'fr', backwards: true, strength: 1 }, 2],
    [{ locale: 'fr', backwards: true }, 238],
    [{ locale: 'fr_CA', backwards: false }, 238],
    [{ locale: 'sv', caseLevel: true }, 238],
    [{ locale: 'sv', backwards: true }, 238],
    [{ locale: 'sv', strength: 5 }, 238],
  ])('is refused as %j with code %d', (specification, code) => {
    expect(() => compileCollation(raw(specification))).toThrow(expect.objectContaining({ code }));
  });
});

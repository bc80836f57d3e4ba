import * as fc from 'fast-check';
import { Overlay } from './overlay.ts';
import { LARGEST_RANGE, scan, type View } from './view.ts';

const NOTHING: View = { get: () => undefined, range: () => [] };
const FIRST = Buffer.from([0]);
const END = Buffer.from([255]);

const key = (number: number): Buffer => Buffer.from([1, number]);
const keysOf = (view: View, reverse: boolean): string[] =>
  [...scan(view, FIRST, END, { reverse })].map((entry) => `${entry.key[1]}:${entry.value.length}`);

describe('what a transaction lays over its snapshot', () => {
  it('is read in order with what lies below, from either end and in parts of any size', () => {
    const numbers = fc.uniqueArray(fc.nat(40), { maxLength: 30 });
    fc.assert(
      fc.property(numbers, numbers, numbers, fc.integer({ min: 1, max: 8 }), (below, put, removed, limit) => {
        const base = new Overlay(NOTHING);
        for (const number of below) base.put(key(number), Buffer.alloc(1));
        const overlay = new Overlay(base);
        for (const number of put) overlay.put(key(number), Buffer.alloc(2));
        for (const number of removed) overlay.put(key(number), null);

        const expected = [...new Set([...below, ...put])]
          .filter((number) => !removed.includes(number))
          .toSorted((left, right) => left - right)
          .map((number) => `${number}:${put.includes(number) ? 2 : 1}`);
        expect(keysOf(overlay, false)).toEqual(expected);
        expect(keysOf(overlay, true)).toEqual(expected.toReversed());
        const first = overlay.range(FIRST, END, limit, false).map((entry) => entry.key[1]);
        expect(first).toEqual(expected.slice(0, limit).map((text) => Number.parseInt(text, 10)));
      }),
    );
  });

  it('is whole where documents are so large that a range ends early', () => {
    const large = Buffer.alloc(LARGEST_RANGE / 2);
    const base = new Overlay(NOTHING);
    for (let number = 0; number < 12; number += 1) base.put(key(number), large);
    const overlay = new Overlay(base);
    for (let number = 0; number < 8; number += 1) overlay.put(key(number), null);
    overlay.put(key(9), Buffer.alloc(1));
    overlay.put(key(20), Buffer.alloc(1));

    expect(overlay.range(FIRST, END, 100, false).length).toBeLessThan(5);
    const expected = [`8:${large.length}`, '9:1', `10:${large.length}`, `11:${large.length}`, '20:1'];
    expect(keysOf(overlay, false)).toEqual(expected);
    expect(keysOf(overlay, true)).toEqual(expected.toReversed());
  });
});

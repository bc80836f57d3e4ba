import { assert, integer, property } from 'fast-check';
import { inventorySeries, nextInventoryNumber } from './unit-series.ts';

describe('inventory numbers in a series', () => {
  it('count on from the first and keep its zeros', () => {
    expect(inventorySeries({ first: 'bb-08', count: 3 })).toEqual(['BB-08', 'BB-09', 'BB-10']);
    expect(inventorySeries({ first: 'IP-99', count: 2 })).toEqual(['IP-99', 'IP-100']);
  });

  it('are one where there is no number to count from', () => {
    expect(inventorySeries({ first: 'SKRIVAREN', count: 1 })).toEqual(['SKRIVAREN']);
    expect(inventorySeries({ first: 'SKRIVAREN', count: 2 })).toEqual([]);
  });

  it('never repeat one', () => {
    assert(
      property(integer({ min: 0, max: 99_999 }), integer({ min: 1, max: 200 }), (first, count) => {
        expect(new Set(inventorySeries({ first: `BB-${first}`, count })).size).toBe(count);
      }),
    );
  });

  it('suggest the one after the highest of the usual kind', () => {
    expect(nextInventoryNumber(['BB-02', 'BB-11', 'BB-09', 'LS-40'])).toBe('BB-12');
    expect(nextInventoryNumber([])).toBe('');
  });
});

import { assert, integer, property, record, uniqueArray, uuid } from 'fast-check';
import { extentOf, initialGrants, reducedLines, refitted, withGrant } from './grant.ts';

const dash = { lineId: 'dash', asked: 8, grantable: 6 };
const tablets = { lineId: 'tablets', asked: 1, grantable: 1 };
const line = record({
  lineId: uuid(),
  asked: integer({ min: 1, max: 50 }),
  grantable: integer({ min: 0, max: 50 }),
});
const lines = uniqueArray(line, { selector: (one) => one.lineId, minLength: 1, maxLength: 6 });

describe('what is granted', () => {
  it('begins with all that was asked for, or all that there is', () => {
    expect(initialGrants([dash, tablets])).toEqual({ dash: 6, tablets: 1 });
  });

  it('is whole, part or nothing', () => {
    expect(extentOf([dash, tablets], { dash: 8, tablets: 1 })).toBe('whole');
    expect(extentOf([dash, tablets], { dash: 0, tablets: 1 })).toBe('part');
    expect(extentOf([dash, tablets], { dash: 0, tablets: 0 })).toBe('nothing');
  });

  it('names only the lines that get less', () => {
    expect(reducedLines([dash, tablets], { dash: 6, tablets: 1 })).toEqual([{ lineId: 'dash', granted: 6 }]);
    expect(reducedLines([dash, tablets], { dash: 8, tablets: 1 })).toEqual([]);
  });

  it('never passes what was asked or what there is, and never falls below nothing', () => {
    assert(
      property(lines, integer({ min: -100, max: 100 }), (all, wanted) => {
        for (const one of all) {
          const granted = withGrant(initialGrants(all), one, wanted)[one.lineId] ?? -1;
          expect(granted).toBeGreaterThanOrEqual(0);
          expect(granted).toBeLessThanOrEqual(Math.min(one.asked, one.grantable));
        }
      }),
    );
  });

  it('keeps what was typed when the numbers change underneath, as far as they reach', () => {
    expect(refitted([{ ...dash, grantable: 3 }, tablets], { dash: 5, tablets: 0 })).toEqual({
      dash: 3,
      tablets: 0,
    });
  });
});

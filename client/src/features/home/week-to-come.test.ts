import { addDays, daysBetween, parseCivilDate, weekday } from '@mediecentral/calendar';
import { assert, nat, property } from 'fast-check';
import { weekToCome } from './week-to-come.ts';

describe('the week to count for', () => {
  it('is the first Monday to Friday that begins ten days ahead', () => {
    assert(
      property(nat(4000), (days) => {
        const today = addDays(parseCivilDate('2026-01-01'), days);
        const from = parseCivilDate(weekToCome(today).from);
        expect(weekday(from)).toBe(1);
        expect(daysBetween(today, from)).toBeGreaterThanOrEqual(10);
        expect(daysBetween(today, from)).toBeLessThan(17);
        expect(weekToCome(today).to).toBe(addDays(from, 4));
      }),
    );
  });
});

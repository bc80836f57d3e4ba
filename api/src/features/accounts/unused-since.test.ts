import { addDays, civilDate, dayNumber, fromDayNumber, parseCivilDate } from '@mediecentral/calendar';
import { assert, integer, property } from 'fast-check';
import { monthsLater, unusedSince } from './unused-since.ts';

const day = integer({ min: dayNumber(civilDate(2000, 1, 1)), max: dayNumber(civilDate(2100, 1, 1)) }).map(
  fromDayNumber,
);
const months = integer({ min: 1, max: 60 });

describe('what is older than so many calendar months', () => {
  it.each([
    ['2026-03-02', '2026-09-02'],
    ['2025-08-31', '2026-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2026-12-31', '2027-06-30'],
  ])('six months after %s is %s', (from, to) => {
    expect(monthsLater(parseCivilDate(from), 6)).toBe(to);
  });

  it('is exactly what happened on a day whose months are over', () => {
    assert(
      property(day, months, integer({ min: -40, max: 40 }), (today, count, shift) => {
        const happened = addDays(unusedSince(today, count), shift);
        expect(happened < unusedSince(today, count)).toBe(monthsLater(happened, count) < today);
      }),
    );
  });

  it('grows with the days and never shrinks', () => {
    assert(
      property(day, months, (today, count) => {
        expect(unusedSince(addDays(today, 1), count) >= unusedSince(today, count)).toBe(true);
      }),
    );
  });
});

import { assert, integer, property } from 'fast-check';
import {
  easterSunday,
  holidayOn,
  holidaysDuring,
  parseCivilDate as day,
  swedishHolidays,
  weekday,
} from './index.ts';

const known = {
  2024: '01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-06 06-21 06-22 11-02 12-24 12-25 12-26 12-31',
  2025: '01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-06 06-08 06-20 06-21 11-01 12-24 12-25 12-26 12-31',
  2026: '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-19 06-20 10-31 12-24 12-25 12-26 12-31',
  2027: '01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-06 06-25 06-26 11-06 12-24 12-25 12-26 12-31',
};

describe('Swedish holidays', () => {
  it.each(Object.entries(known))('of %s are those in the almanac', (year, days) => {
    expect(
      swedishHolidays(Number(year))
        .map(({ date }) => date.slice(5))
        .join(' '),
    ).toBe(days);
  });

  it.each([
    ['2026-04-05', 'easter_sunday', 'red'],
    ['2026-06-19', 'midsummer_eve', 'eve'],
    ['2026-10-31', 'all_saints_day', 'red'],
    ['2004-05-31', 'whit_monday', 'red'],
  ])('call %s %s, which is %s', (date, name, kind) => {
    expect(holidayOn(day(date))).toEqual({ date, name, kind });
  });

  it('leave ordinary Sundays and the national day before 2005 alone', () => {
    expect(holidayOn(day('2026-03-01'))).toBeUndefined();
    expect(holidayOn(day('2004-06-06'))).toBeUndefined();
  });

  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('know the earliest and latest Easters: %i', (year, date) => expect(easterSunday(year)).toBe(date));

  it('are thirteen by law and three eves every year, on their weekdays', () => {
    assert(
      property(integer({ min: 1989, max: 2400 }), (year) => {
        const holidays = swedishHolidays(year);
        const weekdayOf = (name: string) => weekday(holidays.find((each) => each.name === name)!.date);
        expect(holidays.filter(({ kind }) => kind === 'red')).toHaveLength(13);
        expect(holidays.filter(({ kind }) => kind === 'eve')).toHaveLength(3);
        expect(['easter_sunday', 'ascension_day', 'midsummer_day', 'all_saints_day'].map(weekdayOf)).toEqual([
          7, 4, 6, 6,
        ]);
        expect(holidaysDuring({ from: day(`${year}-01-01`), to: day(`${year}-12-31`) })).toEqual(holidays);
      }),
    );
  });
});

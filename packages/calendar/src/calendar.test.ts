import fc from 'fast-check';
import {
  addDays,
  addMonths,
  type CivilDate,
  civilDateAt,
  daysBetween,
  eachDay,
  isCivilDate,
  lastOfMonth,
  parseCivilDate,
  weekday,
} from './civil-date.ts';
import { easterDay, holidayOn, swedishHolidays } from './holidays.ts';
import { schoolYearOf } from './school-year.ts';
import { isoWeek, monthGrid } from './week.ts';

const anyDate = fc
  .integer({ min: -25_000, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10) as CivilDate);

const day = parseCivilDate;

describe('civil dates', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '2026-01-01T00:00', ''])(
    'refuse %j, which is no day',
    (text) => {
      expect(isCivilDate(text)).toBe(false);
      expect(() => parseCivilDate(text)).toThrow(RangeError);
    },
  );

  it('count days forwards and back over any leap year', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  it('list a period with both its ends', () => {
    expect(eachDay(day('2024-02-28'), day('2024-03-01'))).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(eachDay(day('2024-03-01'), day('2024-02-28'))).toEqual([]);
  });

  it('move months to the same day, or the last one where there is none', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2026-03-15'), -3)).toBe('2025-12-15');
    expect(lastOfMonth(day('2024-02-10'))).toBe('2024-02-29');
  });

  it('are Swedish days: midnight comes in Kalmar before it comes in Greenwich, also when the clocks change', () => {
    expect(civilDateAt(new Date('2026-01-31T22:59:59Z'))).toBe('2026-01-31');
    expect(civilDateAt(new Date('2026-01-31T23:00:00Z'))).toBe('2026-02-01');
    expect(civilDateAt(new Date('2026-03-29T22:00:00Z'))).toBe('2026-03-30');
    expect(civilDateAt(new Date('2026-10-25T22:59:00Z'))).toBe('2026-10-25');
  });
});

describe('weeks', () => {
  it.each([
    ['2026-01-01', 2026, 1],
    ['2024-12-30', 2025, 1],
    ['2020-12-31', 2020, 53],
    ['2021-01-03', 2020, 53],
    ['2026-03-16', 2026, 12],
  ])('%s is in ISO week %i-%i', (date, year, week) => {
    expect(isoWeek(day(date))).toEqual({ year, week });
  });

  it('of a month hold each of its days once, under its weekday', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const weeks = monthGrid(date);
        const days = weeks.flatMap((week) => week.days.filter((inMonth) => inMonth !== undefined));
        expect(days.every((inMonth) => inMonth.slice(0, 7) === date.slice(0, 7))).toBe(true);
        expect(days).toHaveLength(Number(lastOfMonth(date).slice(8)));
        for (const week of weeks) {
          week.days.forEach((inMonth, index) => inMonth && expect(weekday(inMonth)).toBe(index + 1));
        }
      }),
    );
  });
});

describe('Swedish holidays', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('put Easter of %i on %s', (year, date) => expect(easterDay(year)).toBe(date));

  it.each([
    ['2026-01-06', 'epiphany'],
    ['2026-04-03', 'good_friday'],
    ['2026-05-14', 'ascension_day'],
    ['2026-05-24', 'whit_sunday'],
    ['2026-06-19', 'midsummer_eve'],
    ['2026-06-20', 'midsummer_day'],
    ['2026-10-31', 'all_saints_day'],
    ['2024-11-02', 'all_saints_day'],
    ['2027-06-25', 'midsummer_eve'],
  ])('call %s %s', (date, name) => expect(holidayOn(day(date))?.name).toBe(name));

  it('are thirteen days by law and three eves in every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), (year) => {
        const holidays = swedishHolidays(year);
        expect(holidays.filter((holiday) => holiday.publicHoliday)).toHaveLength(13);
        expect(holidays.filter((holiday) => !holiday.publicHoliday)).toHaveLength(3);
        expect(weekday(easterDay(year))).toBe(7);
      }),
    );
  });
});

describe('school years', () => {
  it('begin in July', () => {
    expect(schoolYearOf(day('2026-06-30'))).toMatchObject({ firstYear: 2025, label: '2025/26' });
    expect(schoolYearOf(day('2026-07-01'))).toMatchObject({
      from: '2026-07-01',
      to: '2027-06-30',
      label: '2026/27',
    });
    expect(schoolYearOf(day('1999-12-31')).label).toBe('1999/00');
  });
});

import { assert, integer, property } from 'fast-check';
import {
  addDays,
  addMonths,
  civilDate,
  civilDateAt,
  compareCivilDates,
  daysBetween,
  eachDay,
  firstOfMonth,
  fromDayNumber,
  isCivilDate,
  isoWeek,
  lastOfMonth,
  monthGrid,
  NotACivilDateError,
  parseCivilDate as day,
  schoolYearOf,
  weekday,
} from './index.ts';

const anyNumber = integer({ min: -700_000, max: 2_900_000 });
const anyDate = anyNumber.map(fromDayNumber);

describe('civil dates', () => {
  it.each(['2024-02-30', '2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '0000-01-01'])(
    'refuse %s, which is no day',
    (text) => {
      expect(isCivilDate(text)).toBe(false);
      expect(() => day(text)).toThrow(NotACivilDateError);
    },
  );

  it.each(['', '2026-1-1', '20260101', '2026-01-01T00:00', ' 2026-01-01', '2026-01-01\n', '+02026-01-01'])(
    'refuse %j, which is not how a day is written',
    (text) => expect(isCivilDate(text)).toBe(false),
  );

  it('refuse what is no text', () => {
    expect([null, undefined, 20_260_101, {}, new Date()].some(isCivilDate)).toBe(false);
  });

  it('accept leap days where there are any', () => {
    expect(['2024-02-29', '2000-02-29'].every(isCivilDate)).toBe(true);
  });

  it('are the days that universal time counts', () => {
    assert(
      property(anyNumber, (number) => {
        expect(fromDayNumber(number)).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  it('count forwards and back', () => {
    assert(
      property(anyDate, integer({ min: -9000, max: 9000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(compareCivilDates(date, addDays(date, days))).toBe(0 - Math.sign(days));
      }),
    );
  });

  it('neither lose nor double a day when the clock is changed', () => {
    expect(eachDay({ from: day('2026-03-28'), to: day('2026-03-30') })).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
    ]);
    expect(addDays(day('2026-10-24'), 2)).toBe('2026-10-26');
    expect(eachDay({ from: day('2026-03-30'), to: day('2026-03-29') })).toEqual([]);
  });

  it('end where four digits end', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(NotACivilDateError);
    expect(() => addDays(day('2026-01-01'), 0.5)).toThrow(NotACivilDateError);
    expect(() => civilDate(2026, 2, 29)).toThrow(NotACivilDateError);
  });

  it.each([
    ['2026-01-31T22:59:59Z', '2026-01-31'],
    ['2026-01-31T23:00:00Z', '2026-02-01'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T21:59:59Z', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-25T22:59:59Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26'],
  ])('at the centre at %s are %s', (instant, date) => {
    expect(civilDateAt(new Date(instant))).toBe(date);
  });

  it('differ by where one is', () => {
    expect(civilDateAt(new Date('2026-03-01T20:00:00Z'), 'Asia/Tokyo')).toBe('2026-03-02');
    expect(() => civilDateAt(new Date('never'))).toThrow(RangeError);
  });
});

describe('weeks and months', () => {
  it.each([
    ['2024-12-30', 2025, 1],
    ['2026-01-01', 2026, 1],
    ['2020-12-31', 2020, 53],
    ['2021-01-03', 2020, 53],
    ['2021-01-04', 2021, 1],
    ['2027-01-03', 2026, 53],
    ['2026-03-16', 2026, 12],
  ])('%s is in the week %i-%i', (date, year, week) => {
    expect(isoWeek(day(date))).toEqual({ year, week });
  });

  it('of a month calendar run from Monday to Sunday and hold each of its days', () => {
    assert(
      property(anyDate, (date) => {
        const rows = monthGrid(date);
        const days = rows.flatMap((row) => row.days);
        expect(days).toEqual(eachDay({ from: days[0] ?? date, to: days.at(-1) ?? date }));
        expect(rows.every((row) => row.days.length === 7 && weekday(row.days[0] ?? date) === 1)).toBe(true);
        expect(days.filter((each) => each.slice(0, 7) === date.slice(0, 7))).toEqual(
          eachDay({ from: firstOfMonth(date), to: lastOfMonth(date) }),
        );
      }),
    );
  });

  it('move by months to the first of the month', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-01');
    expect(addMonths(day('2026-03-15'), -3)).toBe('2025-12-01');
    expect(lastOfMonth(day('2024-02-10'))).toBe('2024-02-29');
  });

  it('make school years from July to June', () => {
    expect(schoolYearOf(day('2026-06-30'))).toMatchObject({ startYear: 2025, label: '2025/26' });
    expect(schoolYearOf(day('2026-07-01'))).toMatchObject({ from: '2026-07-01', to: '2027-06-30' });
    expect(schoolYearOf(day('1999-12-31')).label).toBe('1999/00');
  });
});

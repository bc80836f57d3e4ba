import * as fc from 'fast-check';
import { truncateTime, TIME_UNITS, timeBetween, addTime } from './arithmetic.ts';
import { civilFromDays, dayNumber, daysFromCivil, isoWeek } from './calendar.ts';
import { compileFormat } from './format.ts';
import { compileParser, resolveTime } from './parse.ts';
import { instantOf, zoneNamed } from './zone.ts';

const ZONES = ['UTC', 'Europe/Stockholm', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const instant = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2037, 0, 1) });
const zoneName = fc.constantFrom(...ZONES);

describe('time zones', () => {
  it('show the clock that Intl shows', () => {
    const write = compileFormat('%Y-%m-%d %H:%M:%S');
    fc.assert(
      fc.property(instant, zoneName, (moment, name) => {
        const offset = zoneNamed(name).offsetAt(moment);
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: name,
          dateStyle: 'short',
          timeStyle: 'medium',
        });
        expect(write(moment + offset, offset)).toBe(shown.format(moment));
      }),
    );
  });

  it('lead back from the clock to a moment that shows it', () => {
    fc.assert(
      fc.property(instant, zoneName, (moment, name) => {
        const zone = zoneNamed(name);
        const local = moment + zone.offsetAt(moment);
        const back = instantOf(local, zone);
        expect(back + zone.offsetAt(back)).toBe(local);
      }),
    );
  });

  it('read what they write', () => {
    const format = '%Y-%m-%dT%H:%M:%S.%L';
    fc.assert(
      fc.property(instant, zoneName, (moment, name) => {
        const zone = zoneNamed(name);
        const local = moment + zone.offsetAt(moment);
        const text = compileFormat(format)(local, zone.offsetAt(moment));
        const read = resolveTime(compileParser(format)(text), zone, text);
        expect(read + zone.offsetAt(read)).toBe(local);
      }),
    );
  });
});

describe('the calendar', () => {
  it('counts days as JavaScript does', () => {
    fc.assert(
      fc.property(instant, (moment) => {
        const date = new Date(moment);
        const civil = civilFromDays(dayNumber(moment));
        expect(civil).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(dayNumber(moment));
      }),
    );
  });

  it('begins a year of ISO weeks with the week that has its first Thursday', () => {
    expect(isoWeek(daysFromCivil(2020, 12, 31))).toEqual({ year: 2020, week: 53 });
    expect(isoWeek(daysFromCivil(2021, 1, 3))).toEqual({ year: 2020, week: 53 });
    expect(isoWeek(daysFromCivil(2021, 1, 4))).toEqual({ year: 2021, week: 1 });
  });
});

const WHOLE_DAYS = new Set(['day', 'week', 'month', 'quarter', 'year']);

describe('time arithmetic', () => {
  const unit = fc.constantFrom(...TIME_UNITS);

  it('truncates to a moment not later, from which nothing more is taken', () => {
    fc.assert(
      fc.property(instant, unit, zoneName, fc.integer({ min: 1, max: 7 }), (moment, name, zone, weekday) => {
        const start = truncateTime(moment, name, 1, zoneNamed(zone), weekday);
        expect(start).toBeLessThanOrEqual(moment);
        expect(truncateTime(start, name, 1, zoneNamed(zone), weekday)).toBe(start);
        // Zones with halves of hours may change them between the moment and 2000, from where hours are counted.
        const between = WHOLE_DAYS.has(name) ? timeBetween(start, moment, name, zoneNamed(zone), weekday) : 0;
        expect(between).toBe(0);
      }),
    );
  });

  it('adds as many days as lie between', () => {
    fc.assert(
      fc.property(instant, zoneName, fc.integer({ min: -400, max: 400 }), (moment, name, days) => {
        const zone = zoneNamed(name);
        expect(timeBetween(moment, addTime(moment, 'day', days, zone), 'day', zone, 1)).toBe(days);
      }),
    );
  });
});

import { type Calendars, calendars as schema } from '@mediecentral/contracts';
import { calendarsOf, valuesOfCalendars, withWeekday, wrongPeriods } from './calendar-values.ts';

const calendars: Calendars = {
  version: 7,
  office: {
    openWeekdays: [1, 2, 3, 4, 5],
    closedPeriods: [{ name: 'Jul', from: '2026-12-23', to: '2027-01-06' }],
  },
  schoolHolidays: [{ name: 'Sportlov', from: '2026-02-16', to: '2026-02-20' }],
  transport: [
    { municipalityCode: '0834', weekdays: [1], exceptions: ['2026-04-06'], departure: '13.00' },
    { municipalityCode: '0881', weekdays: [2, 4], exceptions: [] },
  ],
};

describe('the form of the calendars', () => {
  it('sends back what it was given when nothing is changed', () => {
    const sent = calendarsOf(valuesOfCalendars(calendars), 7);
    expect(sent).toEqual(calendars);
    expect(schema.parse(sent)).toEqual(calendars);
  });

  it('finds a period that ends before it begins, and says where', () => {
    const values = valuesOfCalendars(calendars);
    const turned = { ...values, schoolHolidays: [{ name: 'Lov', from: '2026-03-02', to: '2026-02-27' }] };
    expect(wrongPeriods(turned, 'wrong')).toEqual({ 'schoolHolidays.0.to': 'wrong' });
    expect(wrongPeriods(values, 'wrong')).toEqual({});
  });

  it('keeps weekdays in the order of the week', () => {
    expect(withWeekday([1, 4], 2)).toEqual([1, 2, 4]);
    expect(withWeekday([1, 2, 4], 2)).toEqual([1, 4]);
  });
});

import { schoolCalendar, type CivilDate } from '@mediecentral/calendar';
import { schoolHolidaysOf } from './school-year-calendar.ts';

describe('the school year of the demo centre', () => {
  it('has the days that Emmaboda kommun decided for 2025/26', () => {
    const periods = schoolHolidaysOf(2025).map(({ name, from, to }) => `${name} ${from} ${to}`);
    expect(periods.slice(0, 5)).toEqual([
      'Höstlov 2025-10-27 2025-10-31',
      'Jullov 2025-12-20 2026-01-08',
      'Sportlov 2026-02-16 2026-02-20',
      'Påsklov 2026-04-07 2026-04-10',
      'Lovdag 2026-05-15 2026-05-15',
    ]);
  });

  it('begins after the summer on a weekday and ends before it on a Friday', () => {
    const calendar = schoolCalendar([...schoolHolidaysOf(2024), ...schoolHolidaysOf(2025)]);
    expect(calendar.nextOpenDay('2025-07-01' as CivilDate)).toBe('2025-08-19');
    expect(calendar.previousOpenDay('2026-07-01' as CivilDate)).toBe('2026-06-12');
  });
});

import { createDateFormats } from './date-formats.ts';

const sv = createDateFormats('sv', '2026-03-02');
const en = createDateFormats('en', '2026-03-02');

describe('dates', () => {
  it('are written as Swedish schools write them', () => {
    expect(sv.day('2026-03-02')).toBe('mån 2 mars');
    expect(sv.wholeDay('2026-03-05')).toBe('torsdag 5 mars');
    expect(sv.week('2026-03-16')).toBe('vecka 12');
    expect(sv.month('2026-03-16')).toBe('Mars 2026');
    expect(en.day('2026-03-02')).toBe('Mon 2 March');
  });

  it('say a month once when a period lies in one, and both when it does not', () => {
    expect(sv.period('2026-03-16', '2026-03-20')).toBe('16–20 mars');
    expect(sv.period('2026-03-23', '2026-04-02')).toBe('23 mars – 2 april');
    expect(sv.period('2026-03-16', '2026-03-16')).toBe('16 mars');
    expect(sv.periodOfDays('2026-03-16', '2026-03-27')).toBe('mån 16 – fre 27 mars');
    expect(sv.periodOfDays('2026-03-30', '2026-04-02')).toBe('mån 30 mars – tors 2 april');
  });

  it('leave the year out where it is obvious', () => {
    expect(sv.day('2025-12-18')).toBe('tors 18 dec');
    expect(sv.day('2024-02-13')).toBe('tis 13 feb 2024');
    expect(createDateFormats('sv').day('2024-02-13')).toBe('tis 13 feb');
  });

  it('are near when they are within a week', () => {
    const near = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-08', '2026-03-09'];
    expect(near.map((date) => sv.near(date))).toEqual([
      'i går',
      'i dag',
      'i morgon',
      'på onsdag',
      'på söndag',
      'mån 9 mars',
    ]);
  });

  it('are those of the centre, also for an instant late in the evening', () => {
    expect(sv.instant('2026-03-02T07:12:00.000Z')).toBe('mån 2 mars kl. 8.12');
    expect(sv.instant('2026-03-01T23:30:00.000Z')).toBe('mån 2 mars kl. 0.30');
    expect(en.instant('2026-07-01T12:05:00.000Z')).toBe('Wed 1 July at 14:05');
  });
});

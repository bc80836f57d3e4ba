import { canBePressed, fewestFree, isChosen, pressDay } from './period-choice.ts';

describe('choosing a period', () => {
  it('takes two presses, first day and last day, and a third begins anew', () => {
    const first = pressDay(undefined, '2026-03-16');
    expect(first).toEqual({ from: '2026-03-16' });
    const both = pressDay(first, '2026-03-20');
    expect(both).toEqual({ from: '2026-03-16', to: '2026-03-20' });
    expect(pressDay(both, '2026-03-18')).toEqual({ from: '2026-03-18' });
  });

  it('may be a single day', () => {
    expect(pressDay({ from: '2026-03-16' }, '2026-03-16')).toEqual({ from: '2026-03-16', to: '2026-03-16' });
  });

  it('begins anew when the second day lies before the first', () => {
    expect(pressDay({ from: '2026-03-16' }, '2026-03-12')).toEqual({ from: '2026-03-12' });
  });

  it('holds every day between its ends', () => {
    const period = { from: '2026-03-30', to: '2026-04-02' };
    expect(
      ['2026-03-29', '2026-03-30', '2026-04-01', '2026-04-03'].map((date) => isChosen(period, date)),
    ).toEqual([false, true, true, false]);
  });

  it('has as many free as its scarcest day, weekends aside', () => {
    const days = [
      { date: '2026-03-20', free: 8 },
      { date: '2026-03-21', free: 0, reason: 'closed' as const },
      { date: '2026-03-23', free: 3 },
      { date: '2026-03-24', free: 1 },
    ];
    expect(fewestFree(days, { from: '2026-03-20', to: '2026-03-23' })).toBe(3);
    expect(fewestFree(days, { from: '2026-05-01', to: '2026-05-02' })).toBeUndefined();
    expect(days.map(canBePressed)).toEqual([true, false, true, true]);
  });
});

import { loanStates, type LoanState } from '@mediecentral/contracts';
import { officeCalendar, parseCivilDate } from '@mediecentral/calendar';
import { overdueDays, overdueStep, unitsHeld } from './loan-dues.ts';
import { openStates } from './loan-life.ts';
import { reminderStep } from './remind-borrowers.ts';

const window = {
  dispatchOn: '2026-03-13',
  arrivesOn: '2026-03-16',
  returnOn: '2026-03-30',
  backOn: '2026-03-31',
  claimedFrom: '2026-03-13',
  claimedTo: '2026-04-01',
};
const day = parseCivilDate;
const office = officeCalendar();
const wholeBox = [{ id: 'l', asked: 2, granted: 2, units: [{}, {}] }];
const dated = (state: LoanState, units: { outcome?: string }[] = [{}, {}]) => ({
  state,
  window,
  lines: [{ units }],
});

const step = (today: string, state: LoanState = 'on_loan') =>
  reminderStep({ state, window, lines: [] }, day(today), office);

describe('how late a loan is', () => {
  it('is late from the day after it should have been back, counted in calendar days', () => {
    expect(overdueDays(dated('on_loan'), day('2026-03-31'))).toBe(0);
    expect(overdueDays(dated('on_loan'), day('2026-04-01'))).toBe(1);
    expect(overdueDays(dated('recalled'), day('2026-04-30'))).toBe(30);
  });

  it('is not late on its way back, when it waits for its check, before it was sent or at rest', () => {
    const late = loanStates.filter((state) => overdueDays(dated(state), day('2026-05-01')) > 0);
    expect(late).toEqual(['dispatched', 'on_loan', 'recalled']);
  });

  it('is late when a part of it came back and the rest did not', () => {
    const partly = dated('received', [{ outcome: 'returned' }, {}]);
    expect(overdueDays(partly, day('2026-04-02'))).toBe(2);
    const whole = dated('received', [{ outcome: 'returned' }, { outcome: 'lost' }]);
    expect(overdueDays(whole, day('2026-04-02'))).toBe(0);
  });

  it('is reminded in steps, of which a day without a run skips none', () => {
    expect([0, 1, 2, 3, 6, 7, 14, 29, 30, 90].map(overdueStep)).toEqual([
      undefined,
      'overdue_1',
      'overdue_1',
      'overdue_3',
      'overdue_3',
      'overdue_7',
      'overdue_14',
      'overdue_14',
      'overdue_30',
      'overdue_30',
    ]);
  });

  it('is reminded two open days before it has to leave the school, the weekend not counted', () => {
    expect(step('2026-03-25')).toBeUndefined();
    expect(step('2026-03-26')).toBe('return_soon');
    expect(step('2026-03-30')).toBe('return_soon');
    expect(step('2026-03-31')).toBeUndefined();
    expect(step('2026-04-01')).toBe('overdue_1');
    expect(step('2026-03-26', 'return_in_transit')).toBeUndefined();
  });
});

describe('what a line holds of its model', () => {
  const line = { id: 'l', asked: 6, granted: 4, units: [{ outcome: 'returned' }, {}, {}, {}] };

  it('is what was asked until staff have answered, then what was granted, then what is still out', () => {
    expect(unitsHeld('requested', line)).toBe(6);
    for (const state of ['partly_approved', 'packed', 'on_loan', 'return_in_transit', 'recalled'] as const) {
      expect(unitsHeld(state, line)).toBe(4);
    }
    expect(unitsHeld('received', line)).toBe(3);
  });

  it('is nothing at rest, and something in every open state with a box out', () => {
    for (const state of loanStates) {
      const isOpen = (openStates as readonly LoanState[]).includes(state) || state === 'reserving';
      expect([state, wholeBox.every((each) => unitsHeld(state, each) > 0)]).toEqual([state, isOpen]);
    }
  });
});

import { assert, constantFrom, integer, nat, property } from 'fast-check';
import {
  addDays,
  type CivilDate,
  type Delivery,
  earliestFirstDay,
  eachDay,
  journey,
  loanWindow,
  type LoanWindowRequest,
  NeverOpenError,
  NotACivilDateError,
  officeCalendar,
  parseCivilDate as day,
  schoolCalendar,
  transportCalendar,
} from './index.ts';

const office = officeCalendar({ closedPeriods: [{ from: '2026-12-21', to: '2027-01-06' }] });
const transport = transportCalendar({ weekdays: [2, 4], exceptions: ['2026-03-24'] }, office);
const anyDay = integer({ min: 0, max: 700 }).map((days) => addDays(day('2026-01-01'), days));

const request = (from: string, to: string, changes: Partial<LoanWindowRequest> = {}): LoanWindowRequest => ({
  from: day(from),
  to: day(to),
  today: day('2026-03-02'),
  delivery: 'transport',
  transport,
  office,
  school: officeCalendar(),
  leadOpenDays: 2,
  turnaroundOpenDays: 1,
  maxDays: 28,
  ...changes,
});

describe('open days', () => {
  it('skip weekends, public holidays, eves and the centre’s own closed days', () => {
    expect(office.addOpenDays(day('2026-04-01'), 2)).toBe('2026-04-07');
    expect(office.addOpenDays(day('2026-12-18'), 1)).toBe('2027-01-07');
    expect(office.addOpenDays(day('2026-06-22'), -1)).toBe('2026-06-18');
    expect(officeCalendar({ openOnEves: true }).isOpen(day('2026-06-19'))).toBe(true);
    expect(office.countOpenDays({ from: day('2026-06-15'), to: day('2026-06-21') })).toBe(4);
  });

  it('count back to where they were counted from, with as many days between', () => {
    assert(
      property(anyDay, integer({ min: -30, max: 30 }), (date, count) => {
        const open = office.nextOpenDay(date);
        const there = office.addOpenDays(open, count);
        expect(office.addOpenDays(there, -count)).toBe(open);
        const [from, to] = there < open ? [there, open] : [open, there];
        expect(office.countOpenDays({ from, to })).toBe(Math.abs(count) + 1);
      }),
    );
  });

  it('refuse a calendar that never opens or has days that are none', () => {
    expect(() => officeCalendar({ openWeekdays: [] }).nextOpenDay(day('2026-01-01'))).toThrow(NeverOpenError);
    expect(() => officeCalendar({ openWeekdays: [0] })).toThrow(RangeError);
    expect(() => officeCalendar({ closedPeriods: [{ from: '2026-02-30', to: '2026-03-01' }] })).toThrow(
      NotACivilDateError,
    );
  });

  it('of a school leave out its holidays', () => {
    const school = schoolCalendar([{ from: '2026-02-16', to: '2026-02-20' }]);
    expect(school.isSchoolDay(day('2026-02-18'))).toBe(false);
    expect(school.countOpenDays({ from: day('2026-02-13'), to: day('2026-02-24') })).toBe(3);
  });
});

describe('a transport', () => {
  it('runs on its weekdays but for closed and called-off days, and on extra ones', () => {
    expect(transport.lastRunOnOrBefore(day('2026-04-06'))).toBe('2026-04-02');
    expect(transport.firstRunOnOrAfter(day('2026-03-24'))).toBe('2026-03-26');
    const withExtra = transportCalendar({ weekdays: [2], extraRuns: ['2026-03-25'] }, office);
    expect(withExtra.firstRunOnOrAfter(day('2026-03-25'))).toBe('2026-03-25');
  });
});

describe('a loan’s window', () => {
  it('by transport goes with the last run before the first day and the first run after the last', () => {
    expect(loanWindow(request('2026-03-16', '2026-03-27'))).toEqual({
      ok: true,
      window: {
        dispatchOn: '2026-03-12',
        arrivesOn: '2026-03-13',
        returnOn: '2026-03-31',
        backOn: '2026-03-31',
        claimedFrom: '2026-03-12',
        claimedTo: '2026-04-01',
      },
    });
  });

  it('by post takes two open days each way', () => {
    expect(
      journey(request('2026-04-07', '2026-04-30'), request('2026-04-07', '2026-04-30', { delivery: 'post' })),
    ).toEqual({
      dispatchOn: '2026-04-01',
      arrivesOn: '2026-04-07',
      returnOn: '2026-04-30',
      backOn: '2026-05-05',
      claimedFrom: '2026-04-01',
      claimedTo: '2026-05-06',
    });
  });

  it('at a pickup has no transit, but waits for the office to open', () => {
    const closedFriday = officeCalendar({ closedPeriods: [{ from: '2026-03-13', to: '2026-03-13' }] });
    const rules = request('2026-03-13', '2026-03-13', { delivery: 'pickup', office: closedFriday });
    expect(journey(rules, rules)).toMatchObject({ dispatchOn: '2026-03-12', backOn: '2026-03-16' });
  });

  it('always holds the loan, in order, and leaves and comes back on open days', () => {
    const anyDelivery = constantFrom<Delivery>('transport', 'post', 'pickup');
    assert(
      property(anyDay, nat(60), nat(5), anyDelivery, (from, length, turnaroundOpenDays, delivery) => {
        const to = addDays(from, length);
        const window = journey({ from, to }, { delivery, transport, office, turnaroundOpenDays })!;
        const days: CivilDate[] = [window.claimedFrom, window.dispatchOn, window.arrivesOn, from];
        days.push(to, window.returnOn, window.backOn, window.claimedTo);
        expect(days).toEqual(days.toSorted());
        expect(office.isOpen(window.dispatchOn) && office.isOpen(window.backOn)).toBe(true);
      }),
    );
  });

  it.each([
    ['2026-03-20', '2026-03-16', { code: 'to_before_from' }],
    ['2026-02-27', '2026-03-16', { code: 'in_the_past' }],
    ['2026-03-16', '2026-04-13', { code: 'too_long', maxDays: 28 }],
    ['2026-03-15', '2026-03-20', { code: 'closed_first_day' }],
    ['2026-03-16', '2026-04-03', { code: 'closed_last_day' }],
    ['2026-03-05', '2026-03-06', { code: 'too_soon', earliest: '2026-03-06' }],
  ])('from %s to %s is refused with its reason', (from, to, refusal) => {
    expect(loanWindow(request(from, to))).toEqual({ ok: false, refusal });
  });

  it('is refused where no transport goes', () => {
    const none = transportCalendar({ weekdays: [] }, office);
    expect(loanWindow(request('2026-03-16', '2026-03-20', { transport: none }))).toEqual({
      ok: false,
      refusal: { code: 'no_transport' },
    });
  });

  it('can begin on the earliest first day, and on no school day before it', () => {
    assert(
      property(
        anyDay,
        nat(10),
        constantFrom<Delivery>('transport', 'post', 'pickup'),
        (today, leadOpenDays, delivery) => {
          const ask = (from: CivilDate) => loanWindow(request(from, from, { today, leadOpenDays, delivery }));
          const earliest = earliestFirstDay(request(today, today, { today, leadOpenDays, delivery }))!;
          expect(ask(earliest).ok).toBe(true);
          expect(
            eachDay({ from: today, to: addDays(earliest, -1) }).filter((before) => ask(before).ok),
          ).toEqual([]);
        },
      ),
    );
  });
});

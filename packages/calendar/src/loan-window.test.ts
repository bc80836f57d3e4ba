import fc from 'fast-check';
import { addDays, type CivilDate, eachDay, parseCivilDate } from './civil-date.ts';
import { earliestStart, type Journey, loanWindow, type PeriodRules, refusalOf } from './loan-window.ts';
import { OfficeCalendar, SchoolCalendar } from './office-calendar.ts';
import { TransportCalendar } from './transport-calendar.ts';

const day = parseCivilDate;
const office = new OfficeCalendar({
  openWeekdays: [1, 2, 3, 4, 5],
  closedPeriods: [{ from: day('2026-12-21'), to: day('2027-01-06') }],
});
const transport = new TransportCalendar({ weekdays: [2, 4], exceptions: [day('2026-03-24')] }, office);
const school = new SchoolCalendar([{ from: day('2026-02-16'), to: day('2026-02-20') }]);

const anyDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays(day('2026-01-01'), days));
const anyJourney: fc.Arbitrary<Journey> = fc.constantFrom<Journey>(
  { delivery: 'transport', transport },
  { delivery: 'post', postDays: 2 },
  { delivery: 'pickup' },
);

describe('open days', () => {
  it('skip weekends, public holidays, eves and the centre’s own closed days', () => {
    expect(office.addOpenDays(day('2026-04-01'), 2)).toBe('2026-04-07');
    expect(office.addOpenDays(day('2026-12-18'), 1)).toBe('2027-01-07');
    expect(office.addOpenDays(day('2026-06-22'), -1)).toBe('2026-06-18');
    expect(office.countOpenDays(day('2026-06-15'), day('2026-06-21'))).toBe(4);
  });

  it('count back to where they were counted from', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (date, days) => {
        const open = office.nextOpenDay(date);
        expect(office.addOpenDays(office.addOpenDays(open, days), -days)).toBe(open);
      }),
    );
  });

  it('never come where the centre never opens', () => {
    const never = new OfficeCalendar({ openWeekdays: [], closedPeriods: [] });
    expect(() => never.nextOpenDay(day('2026-01-01'))).toThrow(RangeError);
  });
});

describe('a loan’s window', () => {
  const windowFor = (from: string, to: string, journey: Journey, turnaroundDays = 1) =>
    loanWindow({ from: day(from), to: day(to), journey, turnaroundDays, office });

  it('goes by the run before the first day and the run after the last', () => {
    expect(windowFor('2026-03-16', '2026-03-27', { delivery: 'transport', transport })).toEqual({
      dispatchOn: '2026-03-12',
      arrivesOn: '2026-03-12',
      returnOn: '2026-03-31',
      backOn: '2026-03-31',
      claimedFrom: '2026-03-12',
      claimedTo: '2026-04-01',
    });
  });

  it('waits for the next run when one is cancelled', () => {
    const { returnOn } = windowFor('2026-03-16', '2026-03-20', { delivery: 'transport', transport });
    expect(returnOn).toBe('2026-03-26');
  });

  it('gives the post its days each way', () => {
    expect(windowFor('2026-03-16', '2026-03-20', { delivery: 'post', postDays: 2 })).toMatchObject({
      dispatchOn: '2026-03-12',
      arrivesOn: '2026-03-13',
      returnOn: '2026-03-23',
      backOn: '2026-03-25',
    });
  });

  it('has no transit at a pickup, but opening hours', () => {
    expect(windowFor('2026-04-06', '2026-04-06', { delivery: 'pickup' }, 0)).toMatchObject({
      dispatchOn: '2026-04-02',
      claimedTo: '2026-04-07',
    });
  });

  it('always holds the loan, in order, and leaves and ends on open days', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), fc.nat(5), anyJourney, (from, length, turnaroundDays, journey) => {
        const to = addDays(from, length);
        const window = loanWindow({ from, to, journey, turnaroundDays, office });
        const order: CivilDate[] = [window.claimedFrom, window.dispatchOn, window.arrivesOn, from];
        const back: CivilDate[] = [to, window.returnOn, window.backOn, window.claimedTo];
        expect([...order, ...back]).toEqual([...order, ...back].toSorted());
        expect(office.isOpen(window.dispatchOn) && office.isOpen(window.backOn)).toBe(true);
      }),
    );
  });
});

describe('a period', () => {
  const rules: PeriodRules = {
    today: day('2026-03-02'),
    maxDays: 28,
    leadDays: 2,
    horizonDays: 365,
    office,
    school,
    windowOf: (from, to) =>
      loanWindow({ from, to, journey: { delivery: 'transport', transport }, turnaroundDays: 1, office }),
  };

  it.each([
    ['2026-03-20', '2026-03-16', { reason: 'dates_in_wrong_order' }],
    ['2026-02-27', '2026-03-16', { reason: 'in_the_past' }],
    ['2027-03-16', '2027-03-17', { reason: 'too_far_ahead', latest: '2027-03-02' }],
    ['2026-03-16', '2026-04-13', { reason: 'too_long', maxDays: 28 }],
    ['2026-03-15', '2026-03-20', { reason: 'closed_first_day' }],
    ['2026-03-16', '2026-04-03', { reason: 'closed_last_day' }],
    ['2026-03-05', '2026-03-06', { reason: 'too_soon', earliest: '2026-03-06' }],
  ])('from %s to %s is refused with its reason', (from, to, refusal) => {
    expect(refusalOf(day(from), day(to), rules)).toEqual(refusal);
  });

  it('that begins on the earliest start is not too soon, and no earlier school weekday would do', () => {
    const earliest = earliestStart(rules);
    expect(refusalOf(earliest, earliest, rules)).toBeUndefined();
    for (const before of eachDay(rules.today, addDays(earliest, -1))) {
      expect(refusalOf(before, before, rules)).toBeDefined();
    }
  });

  it('counts school days without weekends, holidays and school holidays', () => {
    expect(school.countSchoolDays(day('2026-02-13'), day('2026-02-24'))).toBe(3);
  });
});

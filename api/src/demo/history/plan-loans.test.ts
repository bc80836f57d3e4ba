import {
  addDays,
  eachDay,
  officeCalendar,
  parseCivilDate,
  partsOf,
  transportCalendar,
} from '@mediecentral/calendar';
import type { SchoolUnit } from '@mediecentral/contracts';
import type { CentreCalendars } from '../../features/organisation/index.ts';
import { equipmentKinds } from '../equipment/index.ts';
import { assignUnits } from './assign-units.ts';
import { loanStateOn } from './loan-state-on.ts';
import { planLoans, type PlanningGround } from './plan-loans.ts';
import { loansOfYear } from './seasons.ts';

const municipalityCodes = [
  '0821',
  '0834',
  '0840',
  '0860',
  '0861',
  '0862',
  '0880',
  '0881',
  '0882',
  '0883',
  '0884',
  '0885',
];
const office = officeCalendar();
const calendars: CentreCalendars = {
  office,
  school: office,
  transportOf: () => transportCalendar({ weekdays: [2, 4] }, office),
  departureOf: () => undefined,
};
const schoolUnits = municipalityCodes.flatMap((code, index): SchoolUnit[] =>
  (['preschool', 'grades_1_3', 'grades_4_6', 'grades_7_9'] as const).map((stage, place) => ({
    id: `${index}${place}`.padStart(24, '0'),
    name: `School ${index} ${place}`,
    kind: stage === 'preschool' ? 'preschool' : 'school',
    municipality: { code, name: code },
    stages: [stage],
    active: true,
    version: 0,
  })),
);
const eager = schoolUnits[3]?.id ?? '';
const ground: PlanningGround = { schoolUnits, kinds: equipmentKinds, calendars, eager: new Set([eager]) };
const lastYear = 2026;
const loans = planLoans(ground, lastYear);
const lent = loans.filter(({ fate }) => fate === 'lent');

describe('the demo centre’s loans', () => {
  it('are as many in each year as the annual reports say', () => {
    for (let year = 2018; year <= lastYear; year += 1)
      expect(lent.filter(({ from }) => partsOf(from).year === year)).toHaveLength(loansOfYear(year));
    expect([loansOfYear(2019), loansOfYear(2022), loansOfYear(2023)]).toEqual([760, 698, 722]);
  });

  it('reach every municipality in every year', () => {
    for (let year = 2018; year <= lastYear; year += 1) {
      const reached = lent
        .filter(({ from }) => partsOf(from).year === year)
        .map((loan) => loan.schoolUnit.municipality.code);
      expect(new Set(reached).size).toBe(municipalityCodes.length);
    }
  });

  it('are the same every time, and a longer plan begins like a shorter one', () => {
    expect(planLoans(ground, lastYear - 1)).toEqual(
      loans.slice(
        0,
        loans.findIndex(({ key }) => key.startsWith('2026')),
      ),
    );
  });

  it('never have a unit in two boxes', () => {
    const units = new Map(
      equipmentKinds.map(({ prefix, units: count }) => [
        prefix,
        Array.from({ length: count }, (_, index) => ({
          id: `${prefix}${index}`,
          inventoryNumber: `${prefix}${index}`,
        })),
      ]),
    );
    const assigned = assignUnits(lent, units);
    const away = new Map<string, string>();
    const twice: string[] = [];
    for (const loan of lent.filter(({ from }) => from >= '2026-01-01'))
      for (const { kind } of loan.lines)
        for (const unit of assigned.get(`${loan.key}/${kind.prefix}`) ?? [])
          for (const day of eachDay({ from: loan.window.claimedFrom, to: loan.window.claimedTo })) {
            const key = `${unit.id} ${day}`;
            if (away.has(key)) twice.push(`${key}: ${away.get(key)} and ${loan.key}`);
            away.set(key, loan.key);
          }
    expect(twice).toEqual([]);
  });

  it('move through their life in order as the days go by', () => {
    const order = [
      'requested',
      'partly_approved',
      'approved',
      'packed',
      'dispatched',
      'on_loan',
      'return_in_transit',
      'received',
      'closed',
    ];
    const rank = (state: string) => order.indexOf(state);
    for (const loan of lent.slice(-300)) {
      const days = eachDay({ from: loan.requestedOn, to: addDays(loan.backOn, 8) });
      const ranks = days.map((day) => rank(loanStateOn(loan, day, office) ?? ''));
      expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
      expect(ranks.at(-1)).toBe(rank('closed'));
    }
  });

  it('are brought back in time by those who can log in, so that nothing keeps them from booking', () => {
    const theirs = lent.filter(({ schoolUnit }) => schoolUnit.id === eager);
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.filter(({ isLate }) => isLate)).toEqual([]);
  });

  it('leave staff something of every kind to do in an ordinary fortnight of autumn', () => {
    const days = eachDay({ from: parseCivilDate('2026-10-01'), to: parseCivilDate('2026-10-14') });
    const states = new Set(days.flatMap((day) => lent.map((loan) => loanStateOn(loan, day, office))));
    for (const state of [
      'requested',
      'approved',
      'packed',
      'dispatched',
      'on_loan',
      'return_in_transit',
      'received',
    ])
      expect(states).toContain(state);
  });

  it('wait for their answer until the day of the answer is over, so that a day begins with some to answer', () => {
    const states = lent.slice(-300).map((loan) => loanStateOn(loan, loan.answeredOn, office));
    expect(new Set(states)).toEqual(new Set(['requested']));
  });
});

import {
  addDays,
  type CivilDate,
  civilDate,
  journey,
  laterOf,
  type LoanWindow,
  type Period,
} from '@mediecentral/calendar';
import type { Delivery, SchoolUnit } from '@mediecentral/contracts';
import type { CentreCalendars } from '../../features/organisation/index.ts';
import type { EquipmentKind } from '../equipment/index.ts';
import { type Random, randomFrom } from '../random.ts';
import { DaysTaken } from './days-taken.ts';
import { firstYear, loansOfYear, schoolPeriod } from './seasons.ts';
import { type Wish, wishOf } from './wishes.ts';

/** A loan as it was meant and as it went, whatever day it is looked at. */
export type PlannedLoan = Period & {
  /** Stable over runs: the year of its first day at school and its number in it. */
  key: string;
  schoolUnit: SchoolUnit;
  lines: Wish['lines'];
  purpose: string;
  delivery: Delivery;
  window: LoanWindow;
  requestedOn: CivilDate;
  answeredOn: CivilDate;
  /** When it really came back: later than `window.backOn` when it was late. */
  backOn: CivilDate;
  isLate: boolean;
  /** `lent` is what the year's figures count; the others never left the centre. */
  fate: 'lent' | 'rejected' | 'cancelled';
  /** Drawn once for whoever words the loan. */
  dice: number;
};

export type PlanningGround = {
  /** School units, by id, that borrow more than others and are never late: those of people who can log in. */
  eager: ReadonlySet<string>;
  schoolUnits: readonly SchoolUnit[];
  kinds: readonly EquipmentKind[];
  calendars: CentreCalendars;
};

/** Inhabitants in thousands, rounded, which the loans follow; Torsås borrows more than its size. */
const weightOfMunicipality: Readonly<Record<string, number>> = {
  '0821': 6,
  '0834': 12,
  '0840': 16,
  '0860': 14,
  '0861': 13,
  '0862': 9,
  '0880': 66,
  '0881': 20,
  '0882': 27,
  '0883': 36,
  '0884': 16,
  '0885': 11,
};

/**
 * The loans of every year from 2018 to `lastYear`, as many as the annual reports say. The same ground gives the same
 * loans; on no day is more out than there is.
 */
export function planLoans(ground: PlanningGround, lastYear: number): PlannedLoan[] {
  const taken = new DaysTaken({ from: civilDate(firstYear - 1, 1, 1), to: civilDate(lastYear + 1, 12, 31) });
  const planned: PlannedLoan[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) planned.push(...planYear(ground, year, taken));
  return planned;
}

/** Draws that lead to nothing, for a closed day or for want of units, before the plan is given up as impossible. */
const patience = 60;

function planYear(ground: PlanningGround, year: number, taken: DaysTaken): PlannedLoan[] {
  const random = randomFrom(year);
  const loans: PlannedLoan[] = [];
  const wanted = loansOfYear(year);
  for (let draws = 0; loans.length < wanted; draws += 1) {
    if (draws > wanted * patience)
      throw new Error(`the demo centre owns too little for ${wanted} loans in ${year}`);
    const drawn = drawLoan(ground, year, random);
    if (!drawn || !allFit(drawn, taken)) continue;
    const loan = { ...drawn, key: `${year}-${loans.length + 1}` };
    for (const { kind, quantity } of loan.lines) taken.take(kind.prefix, quantity, occupied(loan));
    loans.push(loan);
  }
  return [...loans, ...drawUnmet(ground, year, random)];
}

/** Requests that came to nothing, some dozens a year. */
function drawUnmet(ground: PlanningGround, year: number, random: Random): PlannedLoan[] {
  return Array.from({ length: 30 }, () => drawLoan(ground, year, random)).flatMap((loan, index) =>
    loan
      ? [
          {
            ...loan,
            key: `${year}-u${index}`,
            fate: index % 2 === 0 ? ('rejected' as const) : ('cancelled' as const),
          },
        ]
      : [],
  );
}

/** From dispatch until it is checked, however late it came back. */
const occupied = ({ window, backOn }: PlannedLoan): Period => ({
  from: window.claimedFrom,
  to: laterOf(window.claimedTo, addDays(backOn, 1)),
});

function allFit(loan: PlannedLoan, taken: DaysTaken): boolean {
  return loan.lines.every(
    ({ kind, quantity }) =>
      taken.mostTaken(kind.prefix, occupied(loan)) + quantity <= kind.units - spare(kind),
  );
}

/** Some are always kept free, so that the demo has something to lend and something that may break. */
const spare = ({ units }: EquipmentKind) => Math.max(2, Math.ceil(units / 5));

function drawLoan(ground: PlanningGround, year: number, random: Random): PlannedLoan | undefined {
  const { schoolUnits, kinds, calendars } = ground;
  const code = random.weighted(Object.keys(weightOfMunicipality), (key) => weightOfMunicipality[key] ?? 0);
  const here = schoolUnits.filter(({ municipality }) => municipality.code === code);
  const eager = here.filter(({ id }) => ground.eager.has(id));
  const schoolUnit = random.pick(eager.length > 0 && random.chance(0.25) ? eager : here);
  const wish = wishOf(schoolUnit.stages, kinds, random);
  if (!wish) return undefined;
  const maxDays = Math.min(...wish.lines.map(({ kind }) => kind.maxDays));
  const period = schoolPeriod(year, { maxDays, school: calendars.school, random });
  if (!period) return undefined;
  const delivery = random.chance(0.9) ? 'transport' : random.pick(['pickup', 'post'] as const);
  const transport = calendars.transportOf(schoolUnit.municipality.code);
  const window = journey(period, {
    delivery,
    office: calendars.office,
    turnaroundOpenDays: Math.max(...wish.lines.map(({ kind }) => kind.turnaroundDays)),
    ...(transport ? { transport } : {}),
  });
  if (!window) return undefined;
  const requestedOn = addDays(window.dispatchOn, -random.between(6, 40));
  const isLate = random.chance(0.06) && !ground.eager.has(schoolUnit.id);
  return {
    key: '',
    ...period,
    ...wish,
    schoolUnit,
    delivery,
    window,
    requestedOn,
    answeredOn: calendars.office.nextOpenDay(addDays(requestedOn, random.between(0, 2))),
    backOn: isLate
      ? calendars.office.nextOpenDay(addDays(window.backOn, random.between(2, 12)))
      : window.backOn,
    isLate,
    fate: 'lent',
    dice: random.between(0, 999_999),
  };
}

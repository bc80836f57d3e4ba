import { addDays, type CivilDate, partsOf } from '@mediecentral/calendar';
import type { SchoolUnit } from '@mediecentral/contracts';
import { insertLoanHistory, type LoanRecord } from '../features/loans/index.ts';
import { loadCalendars } from '../features/organisation/index.ts';
import { equipmentKinds } from './equipment/index.ts';
import { assignUnits, lineKey, type LendableUnit } from './history/assign-units.ts';
import { loanStateOn } from './history/loan-state-on.ts';
import { planLoans, type PlannedLoan } from './history/plan-loans.ts';
import { tellLoan } from './history/tell-loan.ts';

type Borrower = NonNullable<LoanRecord['borrower']>;

export type LoanGround = {
  today: CivilDate;
  now: Date;
  schoolUnits: readonly SchoolUnit[];
  units: ReadonlyMap<string, readonly LendableUnit[]>;
  /** People who can log in to the demo, by the school unit whose loans are theirs. */
  borrowers: ReadonlyMap<string, Borrower>;
};

/** The centre's loans since 2018, up to what has been asked for today. */
export async function fillLoans({ today, now, schoolUnits, units, borrowers }: LoanGround): Promise<void> {
  const calendars = await loadCalendars();
  // Who asks in December asks for January.
  const lastYear = partsOf(addDays(today, 60)).year;
  const planned = planLoans(
    { schoolUnits, kinds: equipmentKinds, calendars, eager: new Set(borrowers.keys()) },
    lastYear,
  );
  const asked = planned
    .filter((loan) => loanStateOn(loan, today, calendars.office) !== undefined)
    .toSorted(byRequest);
  const assigned = assignUnits(
    asked.filter(({ fate }) => fate === 'lent'),
    units,
  );
  const numbers = new Map<number, number>();
  const records = asked.map((loan) => {
    const { year } = partsOf(loan.requestedOn);
    const number = (numbers.get(year) ?? 0) + 1;
    numbers.set(year, number);
    return tellLoan(loan, {
      reference: `L-${year}-${String(number).padStart(5, '0')}`,
      state: loanStateOn(loan, today, calendars.office) ?? 'requested',
      today,
      now,
      unitsOf: ({ prefix }) => assigned.get(lineKey(loan, prefix)) ?? [],
      // The others of the school borrow too.
      borrower: loan.dice % 3 === 0 ? borrowers.get(loan.schoolUnit.id) : undefined,
    });
  });
  await insertLoanHistory(records);
}

function byRequest(left: PlannedLoan, right: PlannedLoan): number {
  if (left.requestedOn !== right.requestedOn) return left.requestedOn < right.requestedOn ? -1 : 1;
  return left.key < right.key ? -1 : 1;
}

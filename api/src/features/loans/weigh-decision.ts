import { addDays, partsOf } from '@mediecentral/calendar';
import type { Decision } from '@mediecentral/contracts';
import { freePerDay } from '@mediecentral/ledger';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { linesInDanger, readLedger } from '../equipment/index.ts';
import { type CentreCalendars, loadCalendars } from '../organisation/index.ts';
import { civilPeriodOf } from './booking-rules.ts';
import { requireVisibleLoan } from './find-visible-loan.ts';
import { countLoansOfSchool } from './loan-list.repository.ts';
import type { LineRecord, LoanRecord } from './loan-record.ts';

/** Days shown after the loan's own, for those who would move it. */
const daysAfter = 7;

/** What staff want to know before they answer: the school's record, and each line's days as if the loan were not there. */
export async function weighDecision(actor: Actor, id: string): Promise<Decision> {
  const loan = await requireVisibleLoan(actor, 'loans.handle', id);
  const [school, calendars, danger] = await Promise.all([
    countLoansOfSchool(loan.schoolUnit.id, partsOf(clock.today()).year),
    loadCalendars(),
    linesInDanger(loan.lines.map((line) => line.modelId)),
  ]);
  const shortOf = new Map(danger.map(({ lineId, short }) => [lineId, short]));
  return {
    loanId: id,
    loansThisYear: school.ofYear,
    lateReturns: school.late,
    lines: await Promise.all(
      loan.lines.map((line) => weighLine(loan, line, shortOf.get(line.id) ?? 0, calendars)),
    ),
  };
}

async function weighLine(
  { window }: LoanRecord,
  { id: lineId, modelId, modelName, asked }: LineRecord,
  short: number,
  { office }: CentreCalendars,
) {
  const { claims, capacity } = await readLedger(modelId);
  const others = claims.filter((claim) => claim.lineId !== lineId);
  const { from, to } = civilPeriodOf(window);
  const days = freePerDay(others, capacity, from, addDays(to, daysAfter)).map((day) => ({
    ...day,
    open: office.isOpen(day.date),
  }));
  return { lineId, modelId, modelName, asked, grantable: Math.max(0, asked - short), days };
}

import type { CivilDate } from '@mediecentral/calendar';
import type { LoanRequest } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import { mostOpenLoans } from './booking-rules.ts';
import { overdueDays } from './loan-dues.ts';
import { findOpenLoansOfSchool } from './loan-list.repository.ts';
import { isStaff } from './loans.policy.ts';

/**
 * What one school may have at a time. A late loan blocks the next one until it is back; staff may set that aside, and
 * say why.
 * @throws ProblemError `overdue_block`, `too_many_open_loans`, `forbidden` for a reason that is not staff's
 */
export async function requireSchoolMayBook(
  actor: Actor,
  { schoolUnitId, override }: Pick<LoanRequest, 'schoolUnitId' | 'override'>,
  today: CivilDate,
): Promise<void> {
  if (override !== undefined && !isStaff(actor)) {
    throw new ProblemError('forbidden', 'Only staff may set the block aside');
  }
  const open = await findOpenLoansOfSchool(schoolUnitId);
  if (open.length >= mostOpenLoans) {
    throw new ProblemError('too_many_open_loans', `The school has ${open.length} open loans`, {
      limit: mostOpenLoans,
    });
  }
  const late = open.find((loan) => overdueDays(loan, today) > 0);
  if (late && !override) {
    throw new ProblemError('overdue_block', `${late.reference} should have been back ${late.window.backOn}`);
  }
}

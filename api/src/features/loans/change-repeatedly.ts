import { ProblemError } from '../../platform/problem.ts';
import { changeLoan, type LoanChange } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';

const mostAttempts = 20;

/**
 * For changes that any number of people may make at once, such as scanning into one box: where somebody was first, the
 * change is made anew from what they left. `change` gives nothing where nothing is left to do.
 * @throws ProblemError `unavailable` when others were first twenty times over
 */
export async function changeRepeatedly(
  read: () => Promise<LoanRecord>,
  change: (loan: LoanRecord) => LoanChange | undefined,
): Promise<LoanRecord> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const loan = await read();
    const wanted = change(loan);
    if (!wanted) return loan;
    const changed = await changeLoan(loan, wanted);
    if (changed) return changed;
  }
  throw new ProblemError('unavailable', 'Others were first twenty times over');
}

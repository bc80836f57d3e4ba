import type { Action } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import { findLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { requireLoan } from './loans.policy.ts';

/**
 * A loan that the person may take an action on. A booking that was not committed is no loan.
 * @throws ProblemError `not_found`, `forbidden`, `school_not_yours`
 */
export async function requireVisibleLoan(actor: Actor, action: Action, id: string): Promise<LoanRecord> {
  const loan = await findLoan(id);
  if (!loan || loan.state === 'reserving' || loan.state === 'failed') {
    throw new ProblemError('not_found', 'No such loan');
  }
  requireLoan(actor, action, loan);
  return loan;
}

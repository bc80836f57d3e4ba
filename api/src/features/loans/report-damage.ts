import type { LoanState } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import { changeRepeatedly } from './change-repeatedly.ts';
import { requireVisibleLoan } from './find-visible-loan.ts';
import { statesAway } from './loan-life.ts';
import type { LoanRecord } from './loan-record.ts';
import { sideOf } from './loans.policy.ts';

/** While the box is with somebody else than staff, or has just come back. */
const reportable: ReadonlySet<LoanState> = new Set<LoanState>([...statesAway, 'received']);

/**
 * Writes down for staff that something is broken or missing. The same words again change nothing.
 * @throws ProblemError `wrong_state` when nobody has the box
 */
export function reportDamage(actor: Actor, id: string, message: string): Promise<LoanRecord> {
  return changeRepeatedly(
    () => requireVisibleLoan(actor, 'loans.confirm_receipt', id),
    (loan) => {
      if (loan.events.some((event) => event.kind === 'damage_reported' && event.message === message)) {
        return undefined;
      }
      if (!reportable.has(loan.state)) {
        throw new ProblemError('wrong_state', `Nobody has a loan that is ${loan.state}`);
      }
      const by = actor.displayName;
      return { event: { at: clock.now(), by, side: sideOf(actor), kind: 'damage_reported', message } };
    },
  );
}

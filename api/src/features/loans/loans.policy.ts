import { type Action, type LoanCommand, reachOf } from '@mediecentral/contracts';
import { type Actor, requireReach } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { LoanRecord } from './loan-record.ts';

/** The action of the access table that each command is. */
export const actionOf: Record<LoanCommand, Action> = {
  approve: 'loans.handle',
  reject: 'loans.handle',
  pack: 'loans.handle',
  dispatch: 'loans.handle',
  'confirm-receipt': 'loans.confirm_receipt',
  'send-back': 'loans.confirm_receipt',
  receive: 'loans.handle',
  check: 'loans.handle',
  close: 'loans.handle',
  cancel: 'loans.cancel',
  recall: 'loans.handle',
};

type Whose = Pick<LoanRecord, 'schoolUnit' | 'borrower'>;

/**
 * Refuses a loan that is beyond the person's reach: a teacher's is their schools', and what they have borrowed
 * themselves, also from a school that they have left.
 * @throws ProblemError `forbidden` for the role, `school_not_yours`
 */
export function requireLoan(actor: Actor, action: Action, loan: Whose): void {
  if (requireReach(actor, action) === 'any' || isOwn(actor, loan)) return;
  requireSchool(actor, action, loan.schoolUnit.id);
}

/** Whether the person may give a command for a loan at all, whatever its state. */
export function mayAct(actor: Actor, command: LoanCommand, loan: Whose): boolean {
  const reach = reachOf(actor.role, actionOf[command]);
  return reach === 'any' || (reach !== undefined && isOwn(actor, loan));
}

const isOwn = (actor: Actor, { borrower, schoolUnit }: Whose) =>
  borrower?.id === actor.accountId || actor.schoolUnitIds.includes(schoolUnit.id);

/** @throws ProblemError `forbidden` for the role, `school_not_yours` */
export function requireSchool(actor: Actor, action: Action, schoolUnitId: string): void {
  if (requireReach(actor, action) === 'any') return;
  if (!actor.schoolUnitIds.includes(schoolUnitId)) {
    throw new ProblemError('school_not_yours', 'The person does not belong to this school unit');
  }
}

/** Staff work for every school; they alone may set limits aside. */
export const isStaff = (actor: Actor): boolean => actor.role === 'staff' || actor.role === 'admin';

/** In the history of a loan: on whose side a person stood. */
export const sideOf = (actor: Actor): 'staff' | 'borrower' => (isStaff(actor) ? 'staff' : 'borrower');

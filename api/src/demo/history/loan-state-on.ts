import { addDays, type CivilDate, type OpenDays } from '@mediecentral/calendar';
import type { LoanState } from '@mediecentral/contracts';
import type { PlannedLoan } from './plan-loans.ts';

/** How far a planned loan has come on a day; undefined for one that nobody has asked for yet. */
export function loanStateOn(loan: PlannedLoan, today: CivilDate, office: OpenDays): LoanState | undefined {
  const { requestedOn, answeredOn, fate } = loan;
  if (requestedOn > today) return undefined;
  if (fate !== 'lent') return answeredOn < today ? fate : undefined;
  // Today's answers are the work that the day begins with.
  if (answeredOn >= today) return 'requested';
  return loan.window.dispatchOn >= today
    ? stateAtTheCentre(loan, today, office)
    : stateAfterDispatch(loan, today, office);
}

function stateAtTheCentre({ window, dice }: PlannedLoan, today: CivilDate, office: OpenDays): LoanState {
  const isNext = window.dispatchOn <= office.nextOpenDay(addDays(today, 1));
  if (isNext && dice % 3 === 0) return 'packed';
  return dice % 25 === 0 ? 'partly_approved' : 'approved';
}

function stateAfterDispatch(loan: PlannedLoan, today: CivilDate, office: OpenDays): LoanState {
  const { window, delivery, to, backOn, isLate, dice } = loan;
  const isFetched = delivery === 'pickup';
  if (window.arrivesOn > today) return isFetched ? 'on_loan' : 'dispatched';
  if (to >= today)
    return !isFetched && dice % 6 === 0 && window.arrivesOn >= addDays(today, -1) ? 'dispatched' : 'on_loan';
  if (backOn > today)
    return !isFetched && !isLate && window.returnOn <= today ? 'return_in_transit' : 'on_loan';
  if (backOn === today && !isFetched && dice % 2 === 0) return 'return_in_transit';
  return backOn >= office.previousOpenDay(addDays(today, -1)) ? 'received' : 'closed';
}

/** The states in which units of the loan are in its box. */
export const hasBox = (state: LoanState): boolean =>
  ['packed', 'dispatched', 'on_loan', 'return_in_transit', 'received', 'closed'].includes(state);

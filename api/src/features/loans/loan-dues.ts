import { type CivilDate, daysBetween, parseCivilDate } from '@mediecentral/calendar';
import type { LoanState, LoanWindow } from '@mediecentral/contracts';
import { isAccountedFor } from './loan-life.ts';
import type { LineRecord } from './loan-record.ts';

type Dated = {
  state: LoanState;
  window: Pick<LoanWindow, 'backOn'>;
  lines: readonly { units: readonly { outcome?: string | undefined }[] }[];
};

/**
 * Days past the day the loan should have been back at the centre, journey included; 0 when it is not late. What a school
 * has sent back is not late, however long it travels; what a partial return left behind is.
 */
export function overdueDays({ state, window, lines }: Dated, today: CivilDate): number {
  if (!canBeLate.has(state)) return 0;
  if (state === 'received' && !isPartlyBack(lines)) return 0;
  return Math.max(0, daysBetween(parseCivilDate(window.backOn), today));
}

/** The states that can be late, for queries that narrow down before {@link overdueDays} decides. */
export const statesThatCanBeLate = [
  'dispatched',
  'on_loan',
  'recalled',
  'received',
] as const satisfies LoanState[];
const canBeLate: ReadonlySet<LoanState> = new Set(statesThatCanBeLate);

/** Some of it has been checked and something is still out. */
export function isPartlyBack(lines: Dated['lines']): boolean {
  return !isAccountedFor({ lines }) && lines.some((line) => line.units.some((unit) => unit.outcome));
}

/** Steps of the reminders: the days late on which a borrower is told again. */
const overdueSteps = [1, 3, 7, 14, 30] as const;
export type ReminderStep = 'return_soon' | `overdue_${(typeof overdueSteps)[number]}`;

/** The latest step that has been reached, so that a day without a run does not skip one. */
export function overdueStep(daysLate: number): ReminderStep | undefined {
  const step = overdueSteps.findLast((days) => days <= daysLate);
  return step === undefined ? undefined : `overdue_${step}`;
}

/** Units that a line holds in its model's ledger: what is asked, then what is granted, then what is still out. */
export function unitsHeld(
  state: LoanState,
  line: Pick<LineRecord, 'asked' | 'granted'> & { units: readonly { outcome?: string | undefined }[] },
): number {
  switch (state) {
    case 'reserving':
    case 'requested':
    case 'waitlisted':
      return line.asked;
    case 'received':
      return line.units.filter((unit) => unit.outcome === undefined).length;
    case 'closed':
    case 'rejected':
    case 'cancelled':
    case 'failed':
      return 0;
    default:
      return line.granted ?? line.asked;
  }
}

import { type CivilDate, type OpenDays, parseCivilDate } from '@mediecentral/calendar';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { remindBorrowers } from '../notifications/index.ts';
import { loadCalendars } from '../organisation/index.ts';
import { overdueDays, overdueStep, type ReminderStep, statesThatCanBeLate } from './loan-dues.ts';
import { findByReturn } from './loan-list.repository.ts';
import { changeLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { presentLoan } from './present-loan.ts';

/** Open days before the box has to leave the school. */
const openDaysBefore = 2;

/** The reminder that a loan is at today. */
export function reminderStep(
  loan: Pick<LoanRecord, 'state' | 'window' | 'lines'>,
  today: CivilDate,
  office: Pick<OpenDays, 'addOpenDays'>,
): ReminderStep | undefined {
  return (
    overdueStep(overdueDays(loan, today)) ?? (isSoonDue(loan, today, office) ? 'return_soon' : undefined)
  );
}

function isSoonDue(
  { state, window }: Pick<LoanRecord, 'state' | 'window'>,
  today: CivilDate,
  office: Pick<OpenDays, 'addOpenDays'>,
): boolean {
  if (state !== 'dispatched' && state !== 'on_loan') return false;
  const returnOn = parseCivilDate(window.returnOn);
  return today <= returnOn && today >= office.addOpenDays(returnOn, -openDaysBefore);
}

/**
 * Reminds borrowers on the centre's open days: before the box is to leave, and in steps when it is late. One message per
 * borrower and day, whatever they have borrowed; each step once, which notifications see to.
 */
export async function remindOfReturns(services: Services): Promise<void> {
  const today = clock.today();
  const { office } = await loadCalendars();
  if (!office.isOpen(today)) return;
  const away = await findByReturn(statesThatCanBeLate, office.addOpenDays(today, longestWayBack));
  const due = away.flatMap((loan) => {
    const step = loan.borrower && reminderStep(loan, today, office);
    return step ? [{ loan, step }] : [];
  });
  const viewing = { today, inDanger: new Set<string>() };
  await remindBorrowers(
    services,
    due.map(({ loan, step }) => ({ loan: presentLoan(loan, viewing), step })),
  );
  for (const { loan, step } of due) await noteReminder(loan, step);
}

/** In the loan's history, once. Where somebody changes the loan meanwhile, tomorrow's run notes it. */
async function noteReminder(loan: LoanRecord, step: ReminderStep): Promise<void> {
  const { reminded = [] } = loan;
  if (reminded.includes(step)) return;
  const event = { at: clock.now(), side: 'system', kind: 'reminded' } as const;
  await changeLoan(loan, { reminded: [...reminded, step], event });
}

/** Open days from the first reminder to the centre: what leaves the school later than that cannot be due yet. */
const longestWayBack = 15;

import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { composeReminders } from './compose.ts';
import type { Reminder } from './loan-message.ts';
import { findCovered, insertMessage } from './message.repository.ts';
import { sendOne } from './send-messages.ts';

/** A step is told once for a last day: when the loan is prolonged, it begins anew. */
const coverOf = ({ loan, step }: Reminder) => `${loan.id}:${step}:${loan.to}`;

/**
 * Writes to borrowers about loans that are soon due or late: one mail per borrower and civil day with all of them, and
 * never the same step of a loan twice, however often it is called. What comes up after the day's mail waits for the next.
 */
export async function remindBorrowers(services: Services, reminders: readonly Reminder[]): Promise<void> {
  const covered = await findCovered(reminders.map(coverOf));
  const news = reminders.filter((reminder) => !covered.has(coverOf(reminder)));
  for (const [borrowerId, theirs] of byBorrower(news)) await remind(services, borrowerId, theirs);
}

function byBorrower(reminders: readonly Reminder[]): Map<string, Reminder[]> {
  const groups = new Map<string, Reminder[]>();
  for (const reminder of reminders) {
    const { borrower } = reminder.loan;
    if (!borrower?.email) continue;
    groups.set(borrower.id, [...(groups.get(borrower.id) ?? []), reminder]);
  }
  return groups;
}

async function remind(services: Services, borrowerId: string, reminders: readonly Reminder[]): Promise<void> {
  const borrower = reminders[0]?.loan.borrower;
  if (!borrower?.email) return;
  const key = `reminders:${borrowerId}:${clock.today()}`;
  const content = await composeReminders(services, reminders);
  const to = { name: borrower.displayName, address: borrower.email };
  if (await insertMessage(key, { to, ...content }, reminders.map(coverOf))) await sendOne(services, key);
}

import type { Loan } from '@mediecentral/contracts';
import type { Services } from '../../platform/services.ts';
import { type Words, wordsIn } from '../../platform/words.ts';
import { loanCalendar } from '../documents/index.ts';
import { getCentreDetails } from '../organisation/index.ts';
import { type LoanNews, loanMessage, type Reminder, remindersMessage } from './loan-message.ts';
import type { MessageContent } from './message.repository.ts';

/** Borrowers are written to in Swedish: an account has no language. */
const words: Words = wordsIn('sv');

/** Where a borrower sees the loan. */
export const urlOfLoan = ({ config }: Services, { id }: Pick<Loan, 'id'>) => `${config.publicUrl}/lan/${id}`;

/** What a borrower is written about a loan, with its days as a calendar file where they have been agreed. */
export async function composeNews(
  services: Services,
  { news, loan, remark }: { news: LoanNews; loan: Loan; remark?: string | undefined },
): Promise<Omit<MessageContent, 'to'>> {
  const centre = await getCentreDetails(services);
  const loanUrl = urlOfLoan(services, loan);
  const message = loanMessage(news, loan, { words, loanUrl, centreName: centre.name, remark });
  if (news !== 'approved' && news !== 'partly_approved') return { ...message, attachments: [] };
  const calendar = {
    fileName: `${loan.reference}.ics`,
    content: loanCalendar(loan, { centre, words, loanUrl }),
    mediaType: 'text/calendar; charset=utf-8; method=PUBLISH',
  };
  return { ...message, attachments: [calendar] };
}

/** One mail of everything that a borrower is reminded of today. */
export async function composeReminders(
  services: Services,
  reminders: readonly Reminder[],
): Promise<Omit<MessageContent, 'to'>> {
  const [only, another] = reminders;
  if (only && !another) return composeNews(services, { news: newsOf(only), loan: only.loan });
  const centre = await getCentreDetails(services);
  const message = remindersMessage(reminders, {
    words,
    centreName: centre.name,
    urlOf: (loan) => urlOfLoan(services, loan),
  });
  return { ...message, attachments: [] };
}

const newsOf = ({ step }: Reminder) => (step === 'return_soon' ? 'return_soon' : 'overdue');

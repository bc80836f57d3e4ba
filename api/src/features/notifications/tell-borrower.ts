import type { Loan } from '@mediecentral/contracts';
import type { Services } from '../../platform/services.ts';
import { composeNews } from './compose.ts';
import type { LoanNews } from './loan-message.ts';
import { insertMessage } from './message.repository.ts';
import { sendOne } from './send-messages.ts';

export type LoanTelling = {
  news: LoanNews;
  loan: Loan;
  /** What staff want to add. */
  remark?: string;
  /** What makes it the same telling when it is done again; the loan, the news and the loan's version when left out. */
  key?: string;
};

/**
 * Writes to a loan's borrower, once however often it is called for the same. It is durable when this returns, and has
 * been sent if the mail server took it; what it did not take is sent later, by the clock. Nobody is written to where the
 * borrower has no address or has been made anonymous.
 */
export async function tellBorrower(
  services: Services,
  { news, loan, remark, key = `loan:${loan.id}:${news}:${loan.version}` }: LoanTelling,
): Promise<void> {
  const { borrower } = loan;
  if (!borrower?.email) return;
  const content = await composeNews(services, { news, loan, remark });
  const to = { name: borrower.displayName, address: borrower.email };
  if (await insertMessage(key, { to, ...content })) await sendOne(services, key);
}

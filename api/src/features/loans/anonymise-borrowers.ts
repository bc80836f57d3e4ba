import type { CivilDate } from '@mediecentral/calendar';
import { recordChange } from '../audit/index.ts';
import { startOfDay } from '../../platform/start-of-day.ts';
import { countFinishedBefore, forgetBorrower, forgetBorrowersBefore } from './borrower.repository.ts';

/**
 * Makes the borrowers of finished loans anonymous in which nothing has happened since the day `before`. What a crash
 * leaves is done the next time. @returns how many loans; with `dryRun` how many it would be
 */
export async function anonymiseBorrowers(
  before: CivilDate,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<number> {
  const instant = startOfDay(before);
  if (dryRun) return countFinishedBefore(instant, before);
  const loans = await forgetBorrowersBefore(instant, before);
  if (loans > 0) {
    await recordChange({
      actor: 'system',
      action: 'loans.anonymised',
      subject: { kind: 'loans', id: 'ended' },
      changes: { loans, before },
    });
  }
  return loans;
}

/** For an account that is removed: its finished loans stay without a name. */
export const anonymiseLoansOf = (accountId: string): Promise<void> => forgetBorrower(accountId);

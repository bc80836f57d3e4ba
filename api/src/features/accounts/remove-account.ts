import { deleteSessionsOf } from '../../platform/session.repository.ts';
import { anonymiseLoansOf, hasOpenLoan } from '../loans/index.ts';
import { deleteGrant, type StoredAccount } from './account.repository.ts';
import { deleteAccount, deleteUnusedPupil } from './purge.repository.ts';

/**
 * Removes everything that hangs on an account, and the account last: cut short at any point, it is done to its end the
 * next time.
 */
export async function removeAccount(account: StoredAccount): Promise<void> {
  await anonymiseLoansOf(account.id);
  await deleteGrant(account);
  await deleteAccount(account.id);
  await deleteSessionsOf([account.id]);
}

/**
 * As `removeAccount`, for a pupil who has not logged in since before an instant; false for one that is kept, because of
 * a login meanwhile or a loan from before the person was a pupil that is still open.
 */
export async function removeUnusedPupil(account: StoredAccount, before: Date): Promise<boolean> {
  if (await hasOpenLoan(account.id)) return false;
  await deleteSessionsOf([account.id], { startedBefore: before });
  await anonymiseLoansOf(account.id);
  return deleteUnusedPupil(account.id, before);
}

import type { Request } from 'express';
import type { Actor } from '../../platform/actor.ts';
import type { FileContent } from '../../platform/api.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import { endSessionOf } from '../../platform/session.ts';
import { findSessionsOf } from '../../platform/session.repository.ts';
import { type AuditEntry, findChangesBy } from '../audit/index.ts';
import { findLoansOf, hasOpenLoan } from '../loans/index.ts';
import { findAccount, findGrant, type StoredAccount } from './account.repository.ts';
import { removeAccount } from './remove-account.ts';
import { showAccount } from './show-account.ts';

/** Everything that is kept about the person who asks, as a file for people and programs. */
export async function downloadOwnData(actor: Actor): Promise<FileContent> {
  const account = await ownAccount(actor);
  const [shown, grant, sessions, loans, changes] = await Promise.all([
    showAccount(account),
    findGrant(account),
    findSessionsOf(account.id),
    findLoansOf(account.id),
    findChangesBy(account.id),
  ]);
  const { providerEntityId: provider, roleByRules, createdAt, lastLoginAt } = account;
  const data = {
    madeAt: clock.now(),
    account: { ...shown, provider, roleByRules, createdAt, lastLoginAt },
    ...(grant ? { grant } : {}),
    sessions: sessions.map(({ startedAt, lastUsedAt, expiresAt }) => ({ startedAt, lastUsedAt, expiresAt })),
    loans: loans.map(({ requestKey: _key, requestDigest: _digest, ...loan }) => loan),
    changes: changes.map(withoutOthers),
  };
  return {
    fileName: `mediecentral-${clock.today()}.json`,
    content: Buffer.from(`${JSON.stringify(data, null, 2)}\n`),
  };
}

/**
 * Deletes the account of the person who asks and ends their sessions everywhere. Finished loans stay without a name,
 * and the audit trail as it was.
 * @throws ProblemError `in_use` while a loan of theirs is open
 */
export async function deleteOwnAccount(actor: Actor, request: Request): Promise<void> {
  const account = await ownAccount(actor);
  if (await hasOpenLoan(account.id)) throw new ProblemError('in_use', 'A loan of this account is still open');
  await removeAccount(account);
  await endSessionOf(request);
}

/** What the person did, without the names of those whom it was done to: those are theirs. */
const withoutOthers = ({ subject, ...change }: AuditEntry) => ({
  ...change,
  subject: subject.kind === 'principal' ? { kind: subject.kind, id: subject.id } : subject,
});

async function ownAccount({ accountId }: Actor): Promise<StoredAccount> {
  const account = await findAccount(accountId);
  if (!account) throw new ProblemError('not_logged_in', 'The account has been deleted');
  return account;
}

import type { CivilDate } from '@mediecentral/calendar';
import type { AuditAction } from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import { startOfDay } from '../../platform/start-of-day.ts';
import { recordChange } from '../audit/index.ts';
import { anonymiseBorrowers } from '../loans/index.ts';
import { readBorrowersKept } from '../organisation/index.ts';
import { countUnusedPupils, findUnusedPupils } from './purge.repository.ts';
import { removeUnusedPupil } from './remove-account.ts';
import { pupilMonths, unusedSince } from './unused-since.ts';

export type Purge = {
  /** Pupils' accounts that have not been used since the day before this one are removed. */
  unusedSince: CivilDate;
  accounts: number;
  /** Loans that ended before this day lose their borrower. */
  endedBefore: CivilDate;
  loans: number;
};

const atOnce = 200;

/**
 * Removes what nobody has a reason to keep: pupils' accounts six calendar months after the last login with all that
 * hangs on them, and the borrowers of loans that ended longer ago than the centre keeps them. Run again after it was cut
 * short, it does the rest. With `dryRun` it only counts.
 */
export async function purgePersonalData({ dryRun = false }: { dryRun?: boolean } = {}): Promise<Purge> {
  const since = unusedSince(clock.today(), pupilMonths);
  const endedBefore = unusedSince(clock.today(), await readBorrowersKept());
  return {
    unusedSince: since,
    accounts: dryRun ? await countUnusedPupils(startOfDay(since)) : await removeUnusedPupils(since),
    endedBefore,
    loans: await anonymiseBorrowers(endedBefore, { dryRun }),
  };
}

async function removeUnusedPupils(since: CivilDate): Promise<number> {
  const before = startOfDay(since);
  const due = await countUnusedPupils(before);
  if (due === 0) return 0;
  // Before and after: a purge that is cut short leaves its trace too.
  await keepTrail('pupil_accounts.purge_began', { due, unusedSince: since });
  let removed = 0;
  let after: string | undefined;
  for (;;) {
    const accounts = await findUnusedPupils(before, { after, limit: atOnce });
    for (const account of accounts) if (await removeUnusedPupil(account, before)) removed += 1;
    after = accounts.at(-1)?.id;
    if (accounts.length < atOnce) break;
  }
  await keepTrail('pupil_accounts.purged', { removed, unusedSince: since });
  return removed;
}

const keepTrail = (action: AuditAction, changes: Record<string, unknown>) =>
  recordChange({ actor: 'system', action, subject: { kind: 'pupil_accounts', id: 'unused' }, changes });

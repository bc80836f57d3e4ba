import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { failLoan } from './commit-loan.ts';
import { findUnsettled, forgetFailed } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { settleLoan } from './settle-loan.ts';

/** Longer than any request takes: whoever began it is not at it any more. */
const staleAfterMinutes = 3;
const failedKeptDays = 30;
const atOnce = 200;

/**
 * Makes up for what a crash cut short. A booking that was not committed is flipped to `failed` first and gives back
 * what it claimed second, so that it cannot be committed after that; what was committed gets its consequences.
 * @returns how many loans were put right
 */
export async function sweepLoans(services: Services): Promise<number> {
  const now = clock.now().getTime();
  const stale = await findUnsettled(new Date(now - staleAfterMinutes * 60_000), atOnce);
  for (const loan of stale) await putRight(services, loan);
  await forgetFailed(new Date(now - failedKeptDays * 24 * 3_600_000));
  return stale.length;
}

async function putRight(services: Services, loan: LoanRecord): Promise<void> {
  // One that cannot be put right may not keep the others from it.
  try {
    const left = loan.state === 'reserving' ? await failLoan(loan) : loan;
    if (left) await settleLoan(services, left);
    services.logger.info({ loan: loan.reference, state: left?.state }, 'put a loan right');
  } catch (error) {
    services.logger.error({ err: error, loan: loan.reference }, 'could not put a loan right');
  }
}

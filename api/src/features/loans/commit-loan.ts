import type { UnavailableLine } from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { claimUnits, releaseUnits } from '../equipment/index.ts';
import { civilPeriodOf } from './booking-rules.ts';
import { isShort } from './free-lines.ts';
import { changeLoan, findLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { settleLoan } from './settle-loan.ts';
import { weighLoan } from './weigh-request.ts';

/**
 * Takes a booking from `reserving` to `requested`, the only commit point: from then on it is a loan. Every step can be
 * done again, also by two at once, so a double click or a restart just goes on where the other one is.
 * @throws ProblemError `not_available` when a line is not free after all; everything claimed is given back
 */
export async function commitLoan(services: Services, loan: LoanRecord): Promise<LoanRecord> {
  if (loan.state !== 'reserving') return loan;
  if (!(await claimLines(loan))) return refuse(services, loan);
  const committed = await changeLoan(loan, { state: 'requested', unsettledSince: clock.now() });
  if (!committed) return followOther(loan);
  await settleLoan(services, committed);
  return committed;
}

/** Gives up a booking, before anything is given back: who would still commit it finds that it has failed. */
export const failLoan = (loan: LoanRecord): Promise<LoanRecord | undefined> =>
  changeLoan(loan, { state: 'failed', forgetRequest: true, unsettledSince: clock.now() });

// In the order of models everywhere, so that of two baskets with the same models one gets all of what is left.
async function claimLines({ id, reference, lines, window }: LoanRecord): Promise<boolean> {
  const sorted = lines.toSorted((left, right) => left.modelId.localeCompare(right.modelId));
  for (const line of sorted) {
    const wanted = { lineId: line.id, loanId: id, reference, quantity: line.asked, ...civilPeriodOf(window) };
    if (!(await claimUnits(line.modelId, wanted)).ok) return false;
  }
  return true;
}

async function refuse(services: Services, loan: LoanRecord): Promise<LoanRecord> {
  const failed = await failLoan(loan);
  if (!failed) return followOther(loan);
  await settleLoan(services, failed);
  throw notAvailable(await weighLoan(loan));
}

/** Somebody else has decided this booking: the other half of a double click, or the sweeper. */
async function followOther(loan: LoanRecord): Promise<LoanRecord> {
  const decided = await findLoan(loan.id);
  if (decided && decided.state !== 'failed') return decided;
  for (const line of loan.lines) await releaseUnits(line.modelId, line.id);
  throw notAvailable(await weighLoan(loan));
}

/** What is free now may have become enough; the answer is still no, and asking again may give a yes. */
export const notAvailable = (lines: UnavailableLine[]) =>
  new ProblemError(
    'not_available',
    lines.some(isShort) ? 'Not all of it is free then' : 'It was not free just now',
    {
      lines,
    },
  );

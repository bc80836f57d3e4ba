import { NonsenseClaimError } from '@mediecentral/ledger';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { keepFewer, recordReturn, releaseUnits, unbindUnit } from '../equipment/index.ts';
import { tellBorrower } from '../notifications/index.ts';
import { unitsHeld } from './loan-dues.ts';
import { findLoan, markSettled } from './loan.repository.ts';
import type { LineRecord, LoanRecord } from './loan-record.ts';
import { presentLoan } from './present-loan.ts';

/**
 * Draws the consequences of what has been committed to a loan: the ledger holds no more than the loan does, units that
 * came back or never went are out of it, and the borrower knows. All of it follows from the loan and can be done again,
 * so whatever a crash cut short is made up for by the sweeper.
 */
export async function settleLoan(services: Services, loan: LoanRecord): Promise<void> {
  try {
    await recordReturns(loan);
    await holdNoMore(loan);
    if (neverWent.has(loan.state)) await emptyBox(loan);
  } catch (error) {
    // Where the loan has moved on meanwhile, this is no longer what follows from it, and the newer change settles it.
    const now = await findLoan(loan.id);
    if (now && now.version > loan.version) return;
    throw error;
  }
  await tellNews(services, loan);
  await markSettled(loan);
}

const neverWent: ReadonlySet<LoanRecord['state']> = new Set(['failed', 'rejected', 'cancelled']);

// Before the ledger: a lost unit leaves lending first and its place in the loan after, so that nobody books it between.
async function recordReturns({ id, reference, lines, unrecorded = [], events }: LoanRecord): Promise<void> {
  const by = events.findLast(({ kind }) => kind === 'checked')?.by ?? '';
  const units = lines.flatMap((line) => line.units);
  for (const { unitId, outcome, note, repair } of units.filter((unit) => unrecorded.includes(unit.unitId))) {
    if (outcome) await recordReturn(unitId, { loanId: id, reference, outcome, note, repair, by });
  }
}

async function holdNoMore({ state, lines }: LoanRecord): Promise<void> {
  for (const line of lines) {
    const held = unitsHeld(state, line);
    if (held === 0) await releaseUnits(line.modelId, line.id);
    else if (held < line.asked) await keepAtMost(line, held);
  }
}

/** A unit that was written off while it was out is not in the ledger any more. */
async function keepAtMost({ modelId, id }: LineRecord, held: number): Promise<void> {
  try {
    await keepFewer(modelId, id, held);
  } catch (error) {
    if (!(error instanceof NonsenseClaimError)) throw error;
  }
}

async function emptyBox({ id, lines }: LoanRecord): Promise<void> {
  for (const unit of lines.flatMap((line) => line.units)) await unbindUnit(unit.unitId, id);
}

async function tellNews(services: Services, loan: LoanRecord): Promise<void> {
  const told = presentLoan(loan, { today: clock.today(), inDanger: new Set() });
  for (const { news, key, remark } of loan.untold) {
    await tellBorrower(services, { news, loan: told, key, ...(remark === undefined ? {} : { remark }) });
  }
}

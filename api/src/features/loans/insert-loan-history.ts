import { bindUnit, claimUnits } from '../equipment/index.ts';
import { civilPeriodOf } from './booking-rules.ts';
import { isPartlyBack, unitsHeld } from './loan-dues.ts';
import { insertLoans, raiseLoanNumber } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';

/**
 * Adds whole loans with their past, for the demo centre and for moving in from another system. Those that are still open
 * claim their units, and hold the ones that are packed; new loans are numbered after the highest reference of each year.
 * @throws RangeError for an open loan whose units are not free; it is in the books then but holds nothing
 */
export async function insertLoanHistory(loans: readonly LoanRecord[]): Promise<void> {
  await insertLoans(
    loans.map((loan) => ({
      ...loan,
      partlyBack: loan.state === 'received' && isPartlyBack(loan.lines),
    })),
  );
  for (const [year, number] of lastNumbers(loans)) await raiseLoanNumber(year, number);
  // At once, for each write waits for the disk; those to one ledger still take turns.
  await Promise.all(loans.map(holdUnits));
}

function lastNumbers(loans: readonly LoanRecord[]): Map<number, number> {
  const last = new Map<number, number>();
  for (const { reference } of loans) {
    const [year = 0, number = 0] = reference.split('-').slice(1).map(Number);
    last.set(year, Math.max(number, last.get(year) ?? 0));
  }
  return last;
}

async function holdUnits(loan: LoanRecord): Promise<void> {
  for (const line of loan.lines) {
    const quantity = unitsHeld(loan.state, line);
    if (quantity === 0) continue;
    const { id, reference } = loan;
    const wanted = { lineId: line.id, loanId: id, reference, quantity, ...civilPeriodOf(loan.window) };
    const claimed = await claimUnits(line.modelId, wanted);
    if (!claimed.ok) throw new RangeError(`${reference}: only ${claimed.free} ${line.modelName} are free`);
    for (const { unitId, outcome } of line.units) {
      if (outcome === undefined) await bindUnit(unitId, { id, reference }, '');
    }
  }
}

import type { Outcome, UnitState } from '@mediecentral/contracts';
import { bringLedgerUpToDate } from './bring-up-to-date.ts';
import { type LoanOfUnit, updateReturnedUnit } from './unit-in-loan.repository.ts';

export type UnitReturn = {
  loanId: string;
  reference: string;
  outcome: Outcome;
  note?: string | undefined;
  /** It cannot be lent before it has been mended. */
  repair?: boolean | undefined;
  /** The name of who checked it. */
  by: string;
};

/** What becomes of a unit by how it came back. A cable that is missing does not keep it from the next class. */
export function stateAfter(outcome: Outcome, repair: boolean): UnitState {
  if (outcome === 'lost') return 'lost';
  if (outcome === 'consumed') return 'retired';
  return repair ? 'repair' : 'available';
}

/** Takes a unit out of its loan and writes down how it came back. Doing it again changes nothing. */
export async function recordReturn(
  unitId: string,
  { loanId, reference, outcome, note, repair = false, by }: UnitReturn,
): Promise<void> {
  const loan: LoanOfUnit = { id: loanId, reference };
  const state = stateAfter(outcome, repair);
  const modelId = await updateReturnedUnit(unitId, { loan, outcome, state, note, by });
  // Also when the unit was changed before: the ledger may be what a crash kept from being written.
  if (modelId) await bringLedgerUpToDate(modelId);
}

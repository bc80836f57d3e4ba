import { compareLedgers } from '@mediecentral/ledger';
import { clock } from '../../platform/clock.ts';
import { changeLedger } from './change-ledger.ts';
import { listModelIds } from './equipment-model.repository.ts';
import type { ModelLedger } from './ledger.repository.ts';
import { ledgerToday } from './unit-claims.ts';
import { listWhereabouts } from './unit.repository.ts';

/**
 * Writes into a model's ledger what its units say today. The ledger is read before the units, so that whoever changes a
 * unit meanwhile, and does this in turn, has the last word.
 */
export function bringLedgerUpToDate(modelId: string): Promise<void> {
  return changeLedger(modelId, async (ledger) => {
    const next = ledgerToday(ledger.claims, await listWhereabouts(modelId), clock.today());
    return { answer: undefined, ...(isSame(ledger, next) ? {} : { next }) };
  });
}

/** For all models; by the clock, and after a crash between a unit's change and its ledger's. */
export async function bringAllLedgersUpToDate(): Promise<void> {
  for (const modelId of await listModelIds()) await bringLedgerUpToDate(modelId);
}

function isSame(ledger: ModelLedger, next: ModelLedger): boolean {
  const { missing, unexpected, changed } = compareLedgers(next.claims, ledger.claims);
  return ledger.capacity === next.capacity && missing.length + unexpected.length + changed.length === 0;
}

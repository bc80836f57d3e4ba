import { bringLedgerUpToDate } from './bring-up-to-date.ts';
import { type SavedUnit, upsertUnits } from './unit.repository.ts';

/** Adds units under ids of the caller's choice, replaces those that are there, and counts them in the ledgers. */
export async function saveUnits(units: readonly SavedUnit[]): Promise<void> {
  if (units.length === 0) return;
  await upsertUnits(units);
  await Promise.all([...new Set(units.map((unit) => unit.modelId))].map(bringLedgerUpToDate));
}

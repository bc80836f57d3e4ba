import type { CivilDate } from '@mediecentral/calendar';
import { compareLedgers, type Ledger, type LedgerDifference } from '@mediecentral/ledger';
import { clock } from '../../platform/clock.ts';
import { readLedgers } from './ledger.repository.ts';

/**
 * Compares the loans' claims as rebuilt from the loans, by model, with those that are kept. Only models that differ are
 * in the answer. Lines whose last day has passed are not compared: what is over is dropped, what is late prolonged.
 */
export async function compareWithLedgers(
  expected: ReadonlyMap<string, Ledger>,
): Promise<Map<string, LedgerDifference>> {
  const kept = await readLedgers();
  const today = clock.today();
  const modelIds = new Set([...expected.keys(), ...kept.keys()]);
  return new Map(
    [...modelIds].flatMap((modelId) => {
      const difference = differenceBetween(
        expected.get(modelId) ?? [],
        (kept.get(modelId)?.claims ?? []).filter(({ kind }) => kind === 'loan'),
        today,
      );
      const { missing, unexpected, changed } = difference;
      return missing.length + unexpected.length + changed.length > 0 ? [[modelId, difference] as const] : [];
    }),
  );
}

function differenceBetween(expected: Ledger, kept: Ledger, today: CivilDate): LedgerDifference {
  const over = new Set(expected.filter(({ to }) => to < today).map(({ lineId }) => lineId));
  const isLive = ({ lineId, to }: Ledger[number]) => to >= today && !over.has(lineId);
  return compareLedgers(expected.filter(isLive), kept.filter(isLive));
}

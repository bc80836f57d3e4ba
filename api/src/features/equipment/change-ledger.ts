import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '../../platform/problem.ts';
import { inTurn } from './in-turn.ts';
import { type ModelLedger, readVersionedLedger, replaceLedger } from './ledger.repository.ts';

/** What a change makes of a ledger; without `next` it stays as it is. */
export type LedgerChange<Answer> = { answer: Answer; next?: ModelLedger };

const mostAttempts = 100;
const longestPause = 50;

/**
 * Changes a model's ledger by comparing its version: where another writer was first, the change is made anew from what
 * that one wrote, after a pause of random length. `change` may therefore be called several times.
 * @throws ProblemError `unavailable` when others have been first a hundred times
 */
export function changeLedger<Answer>(
  modelId: string,
  change: (ledger: ModelLedger) => LedgerChange<Answer> | Promise<LedgerChange<Answer>>,
): Promise<Answer> {
  return inTurn(modelId, () => changeLedgerAmongOthers(modelId, change));
}

/** As {@link changeLedger}, for a writer that other processes compete with. */
export async function changeLedgerAmongOthers<Answer>(
  modelId: string,
  change: (ledger: ModelLedger) => LedgerChange<Answer> | Promise<LedgerChange<Answer>>,
): Promise<Answer> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const { version, ...ledger } = await readVersionedLedger(modelId);
    const { answer, next } = await change(ledger);
    if (!next || (await replaceLedger(modelId, version, next))) return answer;
    await pause(Math.random() * Math.min(longestPause, 2 ** attempt));
  }
  throw new ProblemError('unavailable', `Others have changed the ledger of ${modelId} a hundred times over`);
}

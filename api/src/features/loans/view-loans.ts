import type { LoanState } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { linesInDanger } from '../equipment/index.ts';
import type { LoanRecord } from './loan-record.ts';
import type { Viewing } from './present-loan.ts';

/** Only what has not left the centre can still be without its units. */
export const statesInDanger = [
  'requested',
  'approved',
  'partly_approved',
  'packed',
] as const satisfies LoanState[];
const canBeInDanger: ReadonlySet<LoanState> = new Set(statesInDanger);

/** How a person sees these loans today. */
export async function viewingOf(
  viewer: Actor | undefined,
  loans: readonly Pick<LoanRecord, 'id' | 'state' | 'lines'>[],
): Promise<Viewing> {
  const atRisk = loans.filter(({ state }) => canBeInDanger.has(state));
  const modelIds = [...new Set(atRisk.flatMap(({ lines }) => lines.map((line) => line.modelId)))];
  const inDanger = modelIds.length > 0 ? await linesInDanger(modelIds) : [];
  const ids = new Set(atRisk.map(({ id }) => id));
  return {
    viewer,
    today: clock.today(),
    inDanger: new Set(inDanger.map(({ loanId }) => loanId).filter((id) => ids.has(id))),
  };
}

import type { CivilDate } from '@mediecentral/calendar';
import type { LoanInDanger } from '@mediecentral/contracts';
import { claimsInDanger } from '@mediecentral/ledger';
import { clock } from '../../platform/clock.ts';
import { type LedgerClaim, readLedgers } from './ledger.repository.ts';

export type LineInDanger = {
  modelId: string;
  lineId: string;
  loanId: string;
  reference: string;
  from: CivilDate;
  /** Units it will be without. */
  short: number;
};

/** The loan lines that cannot all be kept because units broke, were lost or retired; of these models or of all. */
export async function linesInDanger(modelIds?: readonly string[]): Promise<LineInDanger[]> {
  const ledgers = await readLedgers(modelIds);
  return [...ledgers].flatMap(([modelId, { claims, capacity }]) =>
    claimsInDanger(underwayFirst(claims, clock.today()), capacity).map(({ claim, short }) => {
      const { lineId, loanId = '', reference = '', from } = claim as LedgerClaim;
      return { modelId, lineId, loanId, reference, from, short };
    }),
  );
}

/** A line may stand for several units and a loan for several lines: one entry per loan, the soonest first. */
export function loansInDanger(lines: readonly LineInDanger[]): LoanInDanger[] {
  const loans = new Map<string, LoanInDanger>();
  for (const { loanId, reference, from, short } of lines) {
    const known = loans.get(loanId);
    loans.set(loanId, {
      loanId,
      reference,
      from: known && known.from < from ? known.from : from,
      missing: (known?.missing ?? 0) + short,
    });
  }
  return [...loans.values()].toSorted((left, right) => left.from.localeCompare(right.from));
}

/** What has left the centre cannot be taken from anybody, however late it was claimed. */
function underwayFirst(claims: readonly LedgerClaim[], today: CivilDate): LedgerClaim[] {
  return [...claims.filter(({ from }) => from < today), ...claims.filter(({ from }) => from >= today)];
}

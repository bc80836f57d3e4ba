import { type CivilDate, laterOf, parseCivilDate } from '@mediecentral/calendar';
import { forever } from '@mediecentral/ledger';
import type { LedgerClaim, ModelLedger } from './ledger.repository.ts';
import type { UnitWhereabouts } from './unit.repository.ts';

/**
 * What a model's ledger has to say today, from the loans' claims in it and from where its units are:
 * - lost and retired units are no capacity;
 * - a unit in repair is claimed until the day it is expected back, today at the earliest, or for ever without one;
 * - a loan's claim that has ended is dropped, unless units of the loan are still out: those are claimed day by day until
 *   they are back, since nobody can lend what is not there.
 */
export function ledgerToday(
  claims: readonly LedgerClaim[],
  units: readonly UnitWhereabouts[],
  today: CivilDate,
): ModelLedger {
  const present = units.filter(({ state }) => state === 'available' || state === 'repair');
  const stillOut = new Map<string, number>();
  for (const { loanId } of present) if (loanId) stillOut.set(loanId, (stillOut.get(loanId) ?? 0) + 1);

  const loans = claims.flatMap((claim) => {
    if (claim.kind !== 'loan') return [];
    if (claim.to >= today) return [claim];
    const quantity = Math.min(claim.quantity, stillOut.get(claim.loanId ?? '') ?? 0);
    return quantity > 0 ? [{ ...claim, quantity, to: today }] : [];
  });
  const repairs = present.filter(({ state }) => state === 'repair').map((unit) => repairOf(unit, today));
  return { claims: [...loans, ...repairs], capacity: present.length };
}

function repairOf({ id, awaySince, expectedBack }: UnitWhereabouts, today: CivilDate): LedgerClaim {
  return {
    lineId: `unit:${id}`,
    kind: 'repair',
    quantity: 1,
    from: awaySince ? parseCivilDate(awaySince) : today,
    to: expectedBack ? laterOf(parseCivilDate(expectedBack), today) : forever,
  };
}

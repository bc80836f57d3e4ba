import type { CivilDate } from '@mediecentral/calendar';
import { claim, type ClaimResult, type Ledger, release, shorten, shrink } from '@mediecentral/ledger';
import { changeLedger } from './change-ledger.ts';
import { type LedgerClaim, type ModelLedger, readVersionedLedger } from './ledger.repository.ts';

/** What a loan's line wants to hold of a model, every calendar day from `from` to `to`. */
export type UnitsWanted = {
  /** The loan line's id, unique among all claims. */
  lineId: string;
  loanId: string;
  reference: string;
  quantity: number;
  from: CivilDate;
  to: CivilDate;
};

export async function readLedger(modelId: string): Promise<ModelLedger> {
  const { claims, capacity } = await readVersionedLedger(modelId);
  return { claims, capacity };
}

/**
 * Holds units for a loan's line if they are free on every day; otherwise says how many are. Claiming the same again
 * changes nothing, so a step that was cut short can be repeated.
 * @throws DuplicateLineError when the line holds another claim, NonsenseClaimError for one that means nothing
 */
export function claimUnits(
  modelId: string,
  wanted: UnitsWanted,
): Promise<{ ok: true } | { ok: false; free: number }> {
  return changeLedger<{ ok: true } | { ok: false; free: number }>(modelId, ({ claims, capacity }) => {
    const asked: LedgerClaim = { kind: 'loan', ...wanted };
    const result: ClaimResult = claim(claims, capacity, asked);
    if (!result.ok) return { answer: result };
    return { answer: { ok: true }, ...changed(claims, result.ledger, capacity) };
  });
}

/** Gives back everything that a line holds; nothing happens where it holds nothing. */
export function releaseUnits(modelId: string, lineId: string): Promise<void> {
  return changeLine(modelId, lineId, (claims) => release(claims, lineId));
}

/**
 * Holds fewer units from now on; none releases the line. Nothing happens where the line holds nothing.
 * @throws NonsenseClaimError for more than it holds
 */
export function keepFewer(modelId: string, lineId: string, quantity: number): Promise<void> {
  return changeLine(modelId, lineId, (claims) =>
    quantity === 0 ? release(claims, lineId) : shrink(claims, lineId, quantity),
  );
}

/**
 * Ends what a line holds on an earlier day, the last that it keeps; a day before its first releases it. Nothing happens
 * where the line holds nothing or ends before that day as it is.
 */
export function endEarlier(modelId: string, lineId: string, to: CivilDate): Promise<void> {
  return changeLine(modelId, lineId, (claims, held) => {
    if (to >= held.to) return claims;
    return to < held.from ? release(claims, lineId) : shorten(claims, lineId, to);
  });
}

function changeLine(
  modelId: string,
  lineId: string,
  change: (claims: Ledger, held: LedgerClaim) => Ledger,
): Promise<void> {
  return changeLedger(modelId, ({ claims, capacity }) => {
    const held = claims.find((each) => each.lineId === lineId);
    if (!held) return { answer: undefined };
    return { answer: undefined, ...changed(claims, change(claims, held), capacity) };
  });
}

/** The ledger package keeps the claims as they were given, so whose they are comes back with them. */
function changed(before: Ledger, after: Ledger, capacity: number): { next?: ModelLedger } {
  return after === before ? {} : { next: { claims: after, capacity } };
}

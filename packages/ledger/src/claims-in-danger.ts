import { assertCapacity, type Claim, type Ledger } from './claim.ts';
import { freeOver } from './use.ts';

export interface ClaimInDanger {
  readonly claim: Claim;
  /** Units it will be without, 1 up to its quantity; the rest are safe. */
  readonly short: number;
}

/**
 * The loans that cannot all be kept, after a repair, a loss or a retirement, or when capacity went down. What is
 * damaged counts first, for it is a fact; then each loan in the ledger's order keeps what is free over its whole
 * period, so the latest claimants lose first. When each of them gives up what it is short, everything fits.
 * @throws NonsenseClaimError for a capacity that means nothing
 */
export function claimsInDanger(claims: Ledger, capacity: number): ClaimInDanger[] {
  assertCapacity(capacity);
  const kept = claims.filter((claim) => claim.kind !== 'loan');
  const inDanger: ClaimInDanger[] = [];
  for (const claim of claims) {
    if (claim.kind !== 'loan') continue;
    const safe = Math.min(claim.quantity, freeOver(kept, capacity, claim));
    if (safe > 0) kept.push({ ...claim, quantity: safe });
    if (safe < claim.quantity) inDanger.push({ claim, short: claim.quantity - safe });
  }
  return inDanger;
}

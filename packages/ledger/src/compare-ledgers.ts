import { type Claim, isSameClaim, type Ledger } from './claim.ts';

/** How a kept ledger differs from what it should be. All empty when they agree. */
export interface LedgerDifference {
  /** Should be there and are not: the danger of lending twice. */
  readonly missing: readonly Claim[];
  /** Are there and should not be: units that nobody can borrow. */
  readonly unexpected: readonly Claim[];
  readonly changed: readonly { readonly expected: Claim; readonly actual: Claim }[];
}

/** Compares a ledger rebuilt from the loans with the one that was kept, line by line; order is not compared. */
export function compareLedgers(expected: Ledger, actual: Ledger): LedgerDifference {
  const actualByLine = new Map(actual.map((claim) => [claim.lineId, claim]));
  const expectedLines = new Set(expected.map((claim) => claim.lineId));
  return {
    missing: expected.filter((claim) => !actualByLine.has(claim.lineId)),
    unexpected: actual.filter((claim) => !expectedLines.has(claim.lineId)),
    changed: expected.flatMap((claim) => {
      const kept = actualByLine.get(claim.lineId);
      return kept && !isSameClaim(claim, kept) ? [{ expected: claim, actual: kept }] : [];
    }),
  };
}

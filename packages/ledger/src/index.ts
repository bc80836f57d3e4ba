export { claim, type ClaimResult, extendClaim, release, shorten, shrink, withdraw } from './change-ledger.ts';
export {
  type Claim,
  type ClaimKind,
  DuplicateLineError,
  forever,
  type Ledger,
  NonsenseClaimError,
  UnknownLineError,
} from './claim.ts';
export { type ClaimInDanger, claimsInDanger } from './claims-in-danger.ts';
export { compareLedgers, type LedgerDifference } from './compare-ledgers.ts';
export { nearestThatFit, type NearestRequest } from './nearest-that-fit.ts';
export { type Fit, fits, type FreeDay, freeOver, freePerDay, peakUse } from './use.ts';

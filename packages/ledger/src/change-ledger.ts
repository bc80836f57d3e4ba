import { addDays, type CivilDate } from '@mediecentral/calendar';
import {
  assertAsk,
  type Claim,
  DuplicateLineError,
  isSameClaim,
  type Ledger,
  NonsenseClaimError,
  UnknownLineError,
} from './claim.ts';
import { fits } from './use.ts';

/** The ledger afterwards, or how many units could have been had. A refusal changes nothing. */
export type ClaimResult =
  { readonly ok: true; readonly ledger: Ledger } | { readonly ok: false; readonly free: number };

/**
 * Adds a loan's claim where it fits. Claiming the same again is accepted and changes nothing, so a step can be repeated.
 * @throws NonsenseClaimError, or DuplicateLineError when the line holds another claim
 */
export function claim(ledger: Ledger, capacity: number, wanted: Claim): ClaimResult {
  if (isAlreadyIn(ledger, wanted)) return { ok: true, ledger };
  const { fits: isFree, free } = fits(ledger, capacity, wanted);
  return isFree ? { ok: true, ledger: [...ledger, wanted] } : { ok: false, free };
}

/**
 * Adds what has happened to a unit, a repair, a loss or a retirement, whether it fits or not: nobody asked. Which loans
 * it endangers is answered by claimsInDanger. Repeatable as {@link claim} is.
 * @throws NonsenseClaimError, or DuplicateLineError when the line holds another claim
 */
export function withdraw(
  ledger: Ledger,
  damage: Claim & { readonly kind: Exclude<Claim['kind'], 'loan'> },
): Ledger {
  assertAsk(damage);
  return isAlreadyIn(ledger, damage) ? ledger : [...ledger, damage];
}

/** Gives everything back that a line holds; nothing happens where it holds nothing. */
export function release(ledger: Ledger, lineId: string): Ledger {
  return ledger.some((each) => each.lineId === lineId)
    ? ledger.filter((each) => each.lineId !== lineId)
    : ledger;
}

/**
 * Keeps fewer units, as when a loan is approved in part.
 * @throws NonsenseClaimError for none (release it instead) or more than it holds, UnknownLineError
 */
export function shrink(ledger: Ledger, lineId: string, quantity: number): Ledger {
  const held = claimOf(ledger, lineId);
  if (quantity > held.quantity)
    throw new NonsenseClaimError(`${quantity} is more than the ${held.quantity} held`);
  return replace(ledger, { ...held, quantity });
}

/**
 * Ends a claim earlier, as when a loan is back and checked; `to` is the last day it keeps.
 * @throws NonsenseClaimError for a day before it begins (release it instead) or after it ends, UnknownLineError
 */
export function shorten(ledger: Ledger, lineId: string, to: CivilDate): Ledger {
  const held = claimOf(ledger, lineId);
  if (to > held.to) throw new NonsenseClaimError(`${to} is after the end, ${held.to}`);
  return replace(ledger, { ...held, to });
}

/**
 * Keeps a claim until a later day, where its units are free on the days that are added. Its place in the order stays.
 * @throws NonsenseClaimError for a day before its end, UnknownLineError
 */
export function extendClaim(ledger: Ledger, capacity: number, lineId: string, to: CivilDate): ClaimResult {
  const held = claimOf(ledger, lineId);
  if (to < held.to) throw new NonsenseClaimError(`${to} is before the end, ${held.to}`);
  if (to === held.to) return { ok: true, ledger };
  const added = { quantity: held.quantity, from: addDays(held.to, 1), to };
  const { fits: isFree, free } = fits(ledger, capacity, added);
  return isFree ? { ok: true, ledger: replace(ledger, { ...held, to }) } : { ok: false, free };
}

function isAlreadyIn(ledger: Ledger, wanted: Claim): boolean {
  const held = ledger.find((each) => each.lineId === wanted.lineId);
  if (!held) return false;
  if (isSameClaim(held, wanted)) return true;
  throw new DuplicateLineError(`line ${wanted.lineId} holds another claim`);
}

function claimOf(ledger: Ledger, lineId: string): Claim {
  const held = ledger.find((each) => each.lineId === lineId);
  if (!held) throw new UnknownLineError(`line ${lineId} holds no claim`);
  return held;
}

function replace(ledger: Ledger, changed: Claim): Ledger {
  assertAsk(changed);
  return ledger.map((each) => (each.lineId === changed.lineId ? changed : each));
}

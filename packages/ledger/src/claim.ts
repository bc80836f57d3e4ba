import { type CivilDate, isCivilDate, type Period, parseCivilDate } from '@mediecentral/calendar';

/** What holds units of a model: a loan, or the damage that takes them out of lending. */
export type ClaimKind = 'loan' | 'repair' | 'lost' | 'retired';

/** So many units of one model held on every calendar day of a period, both ends included. */
export interface Claim extends Period {
  /** Whose claim it is: a loan's line, or a unit that is away. Unique in a ledger. */
  readonly lineId: string;
  readonly kind: ClaimKind;
  /** Units, 1 or more. */
  readonly quantity: number;
}

/** The live claims on one model, in the order in which they were made: the first has the oldest right. */
export type Ledger = readonly Claim[];

/** The last day of a claim that has no end: what is lost or retired. */
export const forever: CivilDate = parseCivilDate('9999-12-31');

/** A claim or a change that cannot mean anything: it is a mistake of the caller's, not a refusal. */
export class NonsenseClaimError extends RangeError {
  override readonly name = 'NonsenseClaimError';
}

/** The line has another claim already. */
export class DuplicateLineError extends Error {
  override readonly name = 'DuplicateLineError';
}

/** The line has no claim to change. */
export class UnknownLineError extends Error {
  override readonly name = 'UnknownLineError';
}

/** @throws NonsenseClaimError for no units, parts of units, a day that does not exist or an end before its beginning */
export function assertAsk({ quantity, from, to }: Period & { readonly quantity: number }): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    throw new NonsenseClaimError(`no quantity: ${quantity}`);
  if (!isCivilDate(from) || !isCivilDate(to) || from > to) {
    throw new NonsenseClaimError(`no period: ${String(from)} to ${String(to)}`);
  }
}

/** @throws NonsenseClaimError for less than no units, or parts of them */
export function assertCapacity(capacity: number): void {
  if (!Number.isSafeInteger(capacity) || capacity < 0)
    throw new NonsenseClaimError(`no capacity: ${capacity}`);
}

/** Whether two claims are the same in every respect. */
export function isSameClaim(a: Claim, b: Claim): boolean {
  return (
    a.lineId === b.lineId &&
    a.kind === b.kind &&
    a.quantity === b.quantity &&
    a.from === b.from &&
    a.to === b.to
  );
}

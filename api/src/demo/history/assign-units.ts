import { addDays, laterOf } from '@mediecentral/calendar';
import type { PlannedLoan } from './plan-loans.ts';

/** A unit that can be lent, and the day from which it is at home again. */
export type LendableUnit = { id: string; inventoryNumber: string; barcode?: string };

type Shelf = { unit: LendableUnit; homeFrom: string }[];

/**
 * Which units went with which line: the key is the loan's key and the kind's prefix. No unit is in two loans at once.
 * @throws Error when more is planned than there are units
 */
export function assignUnits(
  loans: readonly PlannedLoan[],
  unitsByPrefix: ReadonlyMap<string, readonly LendableUnit[]>,
): Map<string, LendableUnit[]> {
  const shelves = new Map<string, Shelf>();
  for (const [prefix, units] of unitsByPrefix)
    shelves.set(
      prefix,
      units.map((unit) => ({ unit, homeFrom: '' })),
    );
  const assigned = new Map<string, LendableUnit[]>();
  const inOrderOfDispatch = loans.toSorted((left, right) =>
    left.window.claimedFrom < right.window.claimedFrom ? -1 : 1,
  );
  for (const loan of inOrderOfDispatch)
    for (const { kind, quantity } of loan.lines)
      assigned.set(lineKey(loan, kind.prefix), take(shelves.get(kind.prefix) ?? [], quantity, loan));
  return assigned;
}

export const lineKey = ({ key }: Pick<PlannedLoan, 'key'>, prefix: string): string => `${key}/${prefix}`;

function take(shelf: Shelf, quantity: number, loan: PlannedLoan): LendableUnit[] {
  const home = shelf.filter(({ homeFrom }) => homeFrom <= loan.window.claimedFrom).slice(0, quantity);
  if (home.length < quantity) throw new Error(`not enough units at home for the planned loan ${loan.key}`);
  // The day after the last one that the plan counts it as away.
  const homeFrom = laterOf(addDays(loan.window.claimedTo, 1), addDays(loan.backOn, 2));
  for (const place of home) place.homeFrom = homeFrom;
  return home.map(({ unit }) => unit);
}

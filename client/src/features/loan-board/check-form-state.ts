import type { Loan, Outcome } from '@mediecentral/contracts';

/** One unit of a loan as it is checked on its return. Without an outcome it is still out. */
export type CheckedUnit = {
  unitId: string;
  inventoryNumber: string;
  modelName: string;
  contents: readonly string[];
  /** What an earlier check said, where there has been one. */
  known: Outcome | undefined;
  outcome: Outcome | undefined;
  note: string;
  repair: boolean;
};

/** Outcomes of a unit that is here again but not as it left. */
const wanting: ReadonlySet<Outcome | undefined> = new Set(['damaged', 'incomplete']);

/** What may still be said of a unit: one that was written off as lost can only be found. */
export const choicesFor = (unit: Pick<CheckedUnit, 'known'>): readonly Outcome[] =>
  unit.known === 'lost' ? ['found_later'] : ['returned', 'damaged', 'incomplete', 'consumed', 'lost'];

/** The units that a check can say something of: those that are out, and those that were lost and may be found. */
export const unitsToCheck = (loan: Pick<Loan, 'lines'>): CheckedUnit[] =>
  loan.lines.flatMap((line) =>
    line.units
      .filter((unit) => unit.outcome === undefined || unit.outcome === 'lost')
      .map((unit) => ({
        unitId: unit.unitId,
        inventoryNumber: unit.inventoryNumber,
        modelName: line.modelName,
        contents: line.contents,
        known: unit.outcome,
        outcome: undefined,
        note: '',
        repair: false,
      })),
  );

const changed = (
  units: readonly CheckedUnit[],
  unitId: string,
  change: (unit: CheckedUnit) => CheckedUnit,
): CheckedUnit[] => units.map((unit) => (unit.unitId === unitId ? change(unit) : unit));

/** A damaged unit goes to repair unless somebody says otherwise; a whole one does not. */
export const withOutcome = (
  units: readonly CheckedUnit[],
  unitId: string,
  outcome: Outcome | undefined,
): CheckedUnit[] => changed(units, unitId, (unit) => ({ ...unit, outcome, repair: outcome === 'damaged' }));

export const withNote = (units: readonly CheckedUnit[], unitId: string, note: string): CheckedUnit[] =>
  changed(units, unitId, (unit) => ({ ...unit, note }));

export const withRepair = (units: readonly CheckedUnit[], unitId: string, repair: boolean): CheckedUnit[] =>
  changed(units, unitId, (unit) => ({ ...unit, repair }));

/** Everything that nothing has been said of yet came back whole. What was lost is not found by this. */
export const allReturned = (units: readonly CheckedUnit[]): CheckedUnit[] =>
  units.map((unit) =>
    unit.outcome === undefined && unit.known === undefined ? { ...unit, outcome: 'returned' } : unit,
  );

/** A scanned unit is here: returned, or found if it was lost. What somebody has said of it stands. */
export function scannedBack(
  units: readonly CheckedUnit[],
  code: string,
): { units: CheckedUnit[]; found: CheckedUnit | undefined } {
  const found = units.find((unit) => unit.inventoryNumber.toUpperCase() === code.trim().toUpperCase());
  if (!found || found.outcome !== undefined) return { units: [...units], found };
  return {
    units: withOutcome(units, found.unitId, found.known === 'lost' ? 'found_later' : 'returned'),
    found,
  };
}

export const needsNote = (unit: CheckedUnit): boolean => wanting.has(unit.outcome);

/** What the api is told: units with an outcome; a note only where something is written. */
export const checkCommand = (units: readonly CheckedUnit[]) =>
  units.flatMap((unit) => {
    if (unit.outcome === undefined) return [];
    const note = unit.note.trim();
    return [
      {
        unitId: unit.unitId,
        outcome: unit.outcome,
        ...(note ? { note } : {}),
        ...(unit.repair ? { repair: true } : {}),
      },
    ];
  });

/** How many have been said something of, and how many stay out. */
export const checkSummary = (units: readonly CheckedUnit[]) => {
  const said = units.filter((unit) => unit.outcome !== undefined).length;
  return { said, out: units.filter((unit) => unit.outcome === undefined && unit.known === undefined).length };
};

/** It is known of every unit in the box what became of it: then the loan can be closed. */
export const isAccountedFor = ({ lines }: Pick<Loan, 'lines'>): boolean =>
  lines.every((line) => line.units.every((unit) => unit.outcome !== undefined));

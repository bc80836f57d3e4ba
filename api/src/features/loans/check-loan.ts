import type { Outcome } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { carryOut, type Given } from './carry-out.ts';
import { isPartlyBack } from './loan-dues.ts';
import type { LoanRecord, PackedUnit } from './loan-record.ts';

type CheckedUnit = {
  unitId: string;
  outcome: Outcome;
  note?: string | undefined;
  repair?: boolean | undefined;
};
export type Check = Given & { units: readonly CheckedUnit[]; message?: string | undefined };

/**
 * Writes down how units came back. Those that are named leave the loan, and may be lent again today; the others are still
 * out. A missing cable never holds the loan open. What was lost can be found later, also when the loan is closed.
 * @throws ProblemError `invalid_request` for a unit that is not in the loan or has been checked with another outcome
 */
export function checkLoan(
  services: Services,
  actor: Actor,
  { units, message, ...given }: Check,
): Promise<LoanRecord> {
  return carryOut(services, actor, given, {
    command: 'check',
    holds: (loan) => units.every(({ unitId, outcome }) => unitOf(loan, unitId)?.outcome === outcome),
    effect(loan) {
      requireCheckable(loan, units);
      const checked = new Map(units.map((unit) => [unit.unitId, unit]));
      const lines = loan.lines.map((line) => ({
        ...line,
        units: line.units.map((unit) => withOutcome(unit, checked.get(unit.unitId))),
      }));
      const changed = units.filter(({ unitId, outcome }) => unitOf(loan, unitId)?.outcome !== outcome);
      return {
        change: {
          lines,
          partlyBack: isPartlyBack(lines),
          unrecorded: [...(loan.unrecorded ?? []), ...changed.map((unit) => unit.unitId)],
        },
        event: 'checked',
        message,
      };
    },
  });
}

function withOutcome(unit: PackedUnit, checked: CheckedUnit | undefined): PackedUnit {
  if (!checked || checked.outcome === unit.outcome) return unit;
  const { note, repair } = unit;
  return {
    ...unit,
    outcome: checked.outcome,
    ...((checked.note ?? note) ? { note: checked.note ?? note } : {}),
    ...((checked.repair ?? repair) === undefined ? {} : { repair: checked.repair ?? repair }),
  };
}

function requireCheckable(loan: LoanRecord, units: readonly CheckedUnit[]): void {
  const seen = new Set<string>();
  units.forEach(({ unitId, outcome }, index) => {
    const path = `/units/${index}`;
    const unit = unitOf(loan, unitId);
    if (!unit) throw invalid(`${path}/unitId`, 'unknown_unit', 'Not a unit of this loan');
    if (seen.has(unitId)) throw invalid(`${path}/unitId`, 'duplicate', 'The unit is named twice');
    seen.add(unitId);
    if (unit.outcome === outcome) return;
    const isFound = unit.outcome === 'lost' && outcome === 'found_later';
    if (unit.outcome !== undefined && !isFound) {
      throw invalid(`${path}/outcome`, 'already_checked', `It has been checked as ${unit.outcome}`);
    }
    if (outcome === 'found_later' && !isFound) {
      throw invalid(`${path}/outcome`, 'not_lost', 'Only what was lost can be found later');
    }
    if (loan.state === 'closed' && !isFound) {
      throw invalid(`${path}/outcome`, 'closed', 'The loan is closed');
    }
  });
}

const unitOf = ({ lines }: LoanRecord, unitId: string) =>
  lines.flatMap((line) => line.units).find((unit) => unit.unitId === unitId);

function invalid(path: string, code: string, message: string): ProblemError {
  return new ProblemError('invalid_request', `${path}: ${message}`, { errors: [{ path, code, message }] });
}

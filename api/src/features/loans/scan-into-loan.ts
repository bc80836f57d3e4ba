import type { Scanned } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import { bindUnit, findModel, findUnitByCode, unbindUnit, type UnitRecord } from '../equipment/index.ts';
import { changeRepeatedly } from './change-repeatedly.ts';
import { requireVisibleLoan } from './find-visible-loan.ts';
import { stateAfter } from './loan-life.ts';
import { findLoansWaitingFor } from './loan-list.repository.ts';
import { findLoan } from './loan.repository.ts';
import type { LineRecord, LoanRecord } from './loan-record.ts';

/** A scan's answer, with the loan still to be presented. */
export type Scan = Omit<Scanned, 'loan'> & { loan: LoanRecord };

/**
 * Puts the unit with this code in the box, if it belongs there. A scan sent again has no second effect, in whatever
 * state the loan is by then.
 * @throws ProblemError `wrong_state` when the loan is not being packed
 */
export async function scanIntoLoan(actor: Actor, id: string, code: string): Promise<Scan> {
  const read = () => requireVisibleLoan(actor, 'loans.handle', id);
  const loan = await read();
  const unit = await findUnitByCode(code);
  const packedIn = unit && lineWith(loan, unit.id);
  if (!packedIn) requirePacking(loan);
  if (!unit) return { result: 'unknown', code, loan };
  const seen = { code, unit: await shownUnit(unit), loan };
  if (packedIn) return { ...seen, result: 'already', lineId: packedIn.id, left: leftOf(packedIn) };

  const { loan: other } = unit;
  if (other && other.id !== id && !(await isLeftOver(unit))) {
    return { ...seen, result: 'wrong', belongsTo: other.reference };
  }
  const line = loan.lines.find((each) => each.modelId === unit.modelId && grantedOf(each) > 0);
  if (!line) return { ...seen, result: 'wrong', ...(await waitingFor(unit)) };
  if (leftOf(line) <= 0) return { ...seen, result: 'too_many', lineId: line.id, left: 0 };
  if (!(await bindUnit(unit.id, { id, reference: loan.reference }, actor.displayName))) {
    return { ...seen, result: 'not_available' };
  }
  return { ...seen, ...(await putInBox(read, actor, line.id, unit)) };
}

/** Takes a unit out of the box; nothing happens when it is not in it. @throws ProblemError `wrong_state` */
export async function unscanFromLoan(actor: Actor, id: string, unitId: string): Promise<LoanRecord> {
  const changed = await changeRepeatedly(
    () => requireVisibleLoan(actor, 'loans.handle', id),
    (loan) => {
      const line = lineWith(loan, unitId);
      if (!line) return undefined;
      requirePacking(loan);
      const units = line.units.filter((unit) => unit.unitId !== unitId);
      const inventoryNumber = line.units.find((unit) => unit.unitId === unitId)?.inventoryNumber;
      return {
        lines: loan.lines.map((each) => (each.id === line.id ? { ...each, units } : each)),
        event: scanEvent(actor, 'unit_unpacked', inventoryNumber),
      };
    },
  );
  await unbindUnit(unitId, id);
  return changed;
}

async function putInBox(
  read: () => Promise<LoanRecord>,
  actor: Actor,
  lineId: string,
  { id: unitId, inventoryNumber }: UnitRecord,
): Promise<Pick<Scan, 'result' | 'lineId' | 'left' | 'loan'>> {
  const loan = await changeRepeatedly(read, (now) => {
    const line = now.lines.find((each) => each.id === lineId);
    if (!line || leftOf(line) <= 0 || !stateAfter('pack', now) || lineWith(now, unitId)) return undefined;
    const units = [...line.units, { unitId, inventoryNumber }];
    return {
      lines: now.lines.map((each) => (each.id === lineId ? { ...each, units } : each)),
      event: scanEvent(actor, 'unit_packed', inventoryNumber),
    };
  });
  const line = lineWith(loan, unitId);
  if (line) return { result: 'right', lineId, left: leftOf(line), loan };
  // Somebody filled the line, or packed the loan, between the look and the change.
  await unbindUnit(unitId, loan.id);
  return { result: 'too_many', lineId, left: 0, loan };
}

/** A crash between loan and unit can leave a unit bound to a loan that does not hold it: then it is free to take. */
async function isLeftOver(unit: UnitRecord): Promise<boolean> {
  if (!unit.loan) return true;
  const holder = await findLoan(unit.loan.id);
  const packed = holder?.lines.flatMap((line) => line.units).find((each) => each.unitId === unit.id);
  const isBeingScanned = holder && stateAfter('pack', holder) !== undefined;
  if (isBeingScanned || (packed && packed.outcome === undefined && holder?.state !== 'cancelled'))
    return false;
  await unbindUnit(unit.id, unit.loan.id);
  return true;
}

async function waitingFor({ modelId }: UnitRecord): Promise<{ belongsTo?: string }> {
  const waiting = await findLoansWaitingFor(modelId);
  const loan = waiting.find(({ lines }) =>
    lines.some((line) => line.modelId === modelId && leftOf(line) > 0),
  );
  return loan ? { belongsTo: loan.reference } : {};
}

async function shownUnit({ id, inventoryNumber, modelId }: UnitRecord) {
  const model = await findModel(modelId);
  return { id, inventoryNumber, modelName: model?.name ?? '', shelf: model?.shelf ?? '' };
}

function requirePacking(loan: LoanRecord): void {
  if (stateAfter('pack', loan)) return;
  throw new ProblemError('wrong_state', `A loan that is ${loan.state} is not being packed`);
}

const scanEvent = (actor: Actor, kind: 'unit_packed' | 'unit_unpacked', message: string | undefined) => ({
  at: clock.now(),
  by: actor.displayName,
  side: 'staff' as const,
  kind,
  ...(message ? { message } : {}),
});

const grantedOf = (line: LineRecord) => line.granted ?? line.asked;
const leftOf = (line: LineRecord) => grantedOf(line) - line.units.length;
const lineWith = ({ lines }: LoanRecord, unitId: string) =>
  lines.find((line) => line.units.some((unit) => unit.unitId === unitId));

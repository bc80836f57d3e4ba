import type { Outcome, Unit, UnitState } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { changeOfState, withEvent } from './unit-change.ts';
import { UnitModel } from './unit.model.ts';

export type LoanOfUnit = NonNullable<Unit['loan']>;

/**
 * Puts an available unit that is in no loan into one. Repeatable: true when it is in that loan already, false when it
 * cannot be had.
 */
export async function bindUnit(unitId: string, loan: LoanOfUnit, by: string): Promise<boolean> {
  const _id = new Types.ObjectId(unitId);
  const bound = await UnitModel.findOneAndUpdate(
    { _id, state: 'available', 'loan.id': { $exists: false } },
    { $set: { loan }, ...withEvent({ kind: 'packed', loan, ...(by ? { by } : {}) }) },
    { projection: { _id: 1 } },
  ).lean();
  return Boolean(bound ?? (await UnitModel.exists({ _id, 'loan.id': loan.id })));
}

/** Takes a unit out of the box again, as if it had never been in it. Nothing happens when it is not in that loan. */
export async function unbindUnit(unitId: string, loanId: string): Promise<void> {
  await UnitModel.updateOne(
    { _id: new Types.ObjectId(unitId), 'loan.id': loanId },
    {
      $unset: { loan: 1 },
      $pull: { history: { kind: 'packed', 'loan.id': loanId } },
      $inc: { version: 1 },
    },
  );
}

export type ReturnOfUnit = {
  loan: LoanOfUnit;
  outcome: Outcome;
  state: UnitState;
  note?: string | undefined;
  by: string;
};

/**
 * Takes a unit out of its loan in the state that it came back in. One that is found later is in no loan, but lost.
 * Nothing happens when that has been done. Gives the unit's model.
 */
export async function updateReturnedUnit(
  unitId: string,
  { loan, outcome, state, note, by }: ReturnOfUnit,
): Promise<string | undefined> {
  const _id = new Types.ObjectId(unitId);
  const whereIs = outcome === 'found_later' ? { state: 'lost' as const } : { 'loan.id': loan.id };
  const event = { kind: 'returned', by, loan, ...(note ? { note } : {}) } as const;
  await UnitModel.updateOne({ _id, ...whereIs }, changeOfState(state, event, { outOfLoan: true }));
  const unit = await UnitModel.findById(_id, { modelId: 1 }).lean();
  return unit ? String(unit.modelId) : undefined;
}

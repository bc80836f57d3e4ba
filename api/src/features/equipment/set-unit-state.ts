import type { LoanInDanger, Unit, UnitState } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import { recordChange } from '../audit/index.ts';
import { bringLedgerUpToDate } from './bring-up-to-date.ts';
import { linesInDanger, loansInDanger } from './lines-in-danger.ts';
import { requireUnit, showUnit } from './show-units.ts';
import { type UnitRecord, updateUnitState } from './unit.repository.ts';

export type StateChange = { version: number; state: UnitState; note: string; until?: string | undefined };

/**
 * Sends a unit to repair, writes it off or takes it back into use, and says which loans of its model no longer fit.
 * @throws ProblemError `not_found`, `stale`, `in_use` for a unit that is in a loan (only its loss, and that it was found there, can be known already),
 * `in_the_past` for a repair that is over, `invalid_request` for an end without a repair
 */
export async function setUnitState(
  actor: Actor,
  id: string,
  { version, state, note, until }: StateChange,
): Promise<{ unit: Unit; inDanger: LoanInDanger[] }> {
  requireSensibleEnd(state, until);
  requireFree(await requireUnit(id), state);
  const by = actor.displayName;
  const changed = await updateUnitState(id, version, { state, note, expectedBack: until, by });
  if (!changed) throw new ProblemError('stale', 'Somebody has changed the unit since it was read');
  await bringLedgerUpToDate(changed.modelId);
  await recordChange({
    actor,
    action: 'unit.state_changed',
    subject: { kind: 'unit', id, label: changed.inventoryNumber },
    changes: { state, note, until },
  });
  const [unit, lines] = await Promise.all([showUnit(changed), linesInDanger([changed.modelId])]);
  return { unit, inDanger: loansInDanger(lines) };
}

function requireSensibleEnd(state: UnitState, until: string | undefined): void {
  if (until === undefined) return;
  if (state !== 'repair') {
    const message = 'Only a repair has an end';
    throw new ProblemError('invalid_request', `/until: ${message}`, {
      errors: [{ path: '/until', code: 'not_a_repair', message }],
    });
  }
  if (until < clock.today()) throw new ProblemError('in_the_past', 'The repair would be over already');
}

function requireFree({ loan, state: before }: UnitRecord, state: UnitState): void {
  const isFoundThere = before === 'lost' && state === 'available';
  if (loan && state !== 'lost' && !isFoundThere)
    throw new ProblemError('in_use', `The unit is in ${loan.reference}: check it there`);
}

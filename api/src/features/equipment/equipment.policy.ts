import { reachOf } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';

/** Whether the person looks after the equipment, and not only borrows it. */
export const looksAfterEquipment = ({ role }: Actor): boolean =>
  reachOf(role, 'equipment.manage') !== undefined;

/** @throws ProblemError `forbidden` when others than staff ask for what is out of use */
export function requireSightOfInactive(actor: Actor): void {
  if (!looksAfterEquipment(actor)) throw new ProblemError('forbidden', 'Only staff see inactive models');
}

import { type Action, type Reach, type Role, reachOf } from '@mediecentral/contracts';
import { ProblemError } from './problem.ts';

/** The person behind a request, as far as features need to know. */
export type Actor = {
  accountId: string;
  role: Role;
  displayName: string;
  email: string | undefined;
  /** The school units that the person's provider says, and no others. */
  schoolUnitIds: readonly string[];
};

/**
 * How far the person reaches with an action.
 * @throws ProblemError `forbidden` when the role may not take it at all.
 */
export function requireReach(actor: Actor, action: Action): Reach {
  const reach = reachOf(actor.role, action);
  if (!reach) throw new ProblemError('forbidden', `The role ${actor.role} may not ${action}`);
  return reach;
}

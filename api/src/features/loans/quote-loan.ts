import type { Quote, quoteLoan as contract, RouteInput } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { isShort } from './free-lines.ts';
import { requireSchool } from './loans.policy.ts';
import { weighRequest } from './weigh-request.ts';

/**
 * Would it fit, when would it come and go? By the same rules as booking, but for what the school has already.
 * @throws ProblemError for the first rule that is broken
 */
export async function quoteLoan(actor: Actor, asked: RouteInput<typeof contract>['body']): Promise<Quote> {
  requireSchool(actor, 'loans.book', asked.schoolUnitId);
  const { window, schoolDays, lines } = await weighRequest(asked);
  return { window, schoolDays, fits: !lines.some(isShort), lines };
}

import { addDays } from '@mediecentral/calendar';
import type { Availability } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import { availableDays, earliestFor } from './available-days.ts';
import { readLedger } from './claim-units.ts';
import { looksAfterEquipment } from './equipment.policy.ts';
import { journeyToAsker } from './journey-to-asker.ts';
import { periodAsked } from './period-asked.ts';
import { requireModel } from './require-model.ts';

/** Said where no day within 200 will do: a summer without transport is shorter. */
const notWithin = 201;

/** @throws ProblemError `not_found`, `model_inactive` for others than staff, and for a period as `periodAsked` */
export async function getAvailabilityOf(
  actor: Actor,
  modelId: string,
  query: { from: string; to: string },
): Promise<Availability> {
  const period = periodAsked(query);
  const model = await requireModel(modelId);
  if (!model.active && !looksAfterEquipment(actor))
    throw new ProblemError('model_inactive', 'The model is no longer lent');
  const [asker, ledger] = await Promise.all([journeyToAsker(actor), readLedger(modelId)]);
  const today = clock.today();
  return {
    modelId,
    total: model.total,
    maxDays: model.maxDays,
    maxQuantity: model.maxQuantity,
    earliest: earliestFor(model, asker, today) ?? addDays(today, notWithin),
    days: availableDays(ledger, period, { model, asker, today }),
  };
}

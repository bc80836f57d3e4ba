import type { Period } from '@mediecentral/calendar';
import type { ListedEquipmentModel } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { type ModelFilters, pageOfModels } from './equipment-model.repository.ts';
import { requireSightOfInactive } from './equipment.policy.ts';
import { freeOverPeriod } from './free-over-period.ts';
import { journeyToAsker } from './journey-to-asker.ts';
import { readLedgers } from './ledger.repository.ts';
import { periodAskedIfAny } from './period-asked.ts';

type Query = Omit<ModelFilters, 'inactive'> & {
  inactive?: boolean | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/**
 * A page of models, with how many are free over the period where one is asked for.
 * @throws ProblemError `forbidden` when others than staff ask for inactive ones, and for a period as `periodAsked`
 */
export async function listModels(actor: Actor, { inactive = false, from, to, ...filters }: Query) {
  if (inactive) requireSightOfInactive(actor);
  const period = periodAskedIfAny({ from, to });
  const page = await pageOfModels({ ...filters, inactive });
  return period ? { ...page, items: await withFree(actor, page.items, period) } : page;
}

async function withFree(
  actor: Actor,
  models: Awaited<ReturnType<typeof pageOfModels>>['items'],
  period: Period,
): Promise<ListedEquipmentModel[]> {
  const [asker, ledgers] = await Promise.all([
    journeyToAsker(actor),
    readLedgers(models.map((model) => model.id)),
  ]);
  const today = clock.today();
  return models.map((model) => {
    const ledger = ledgers.get(model.id) ?? { claims: [], capacity: 0 };
    return { ...model, ...freeOverPeriod(ledger, period, { model, asker, today }) };
  });
}

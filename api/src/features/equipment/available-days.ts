import { type CivilDate, earliestFirstDay, journey, type Period } from '@mediecentral/calendar';
import type { Availability, EquipmentModel } from '@mediecentral/contracts';
import { freeOver, freePerDay } from '@mediecentral/ledger';
import type { JourneyToAsker } from './journey-to-asker.ts';
import type { ModelLedger } from './ledger.repository.ts';

type Rules = Pick<EquipmentModel, 'leadDays' | 'turnaroundDays'>;

/** The first day at school that the lead time and the journey allow; undefined when none lies within 200 days. */
export function earliestFor({ leadDays }: Pick<Rules, 'leadDays'>, asker: JourneyToAsker, today: CivilDate) {
  return earliestFirstDay({ ...asker, today, leadOpenDays: leadDays });
}

/**
 * Day by day, how many units a loan of that day alone could have, its transit and turnaround counted in, or why there
 * can be none. On days on which no loan can begin or end, what is free on the day itself: a longer loan may run across
 * them.
 */
export function availableDays(
  { claims, capacity }: ModelLedger,
  { from, to }: Period,
  { model, asker, today }: { model: Rules; asker: JourneyToAsker; today: CivilDate },
): Availability['days'] {
  const earliest = earliestFor(model, asker, today);
  const rules = { ...asker, turnaroundOpenDays: model.turnaroundDays };
  return freePerDay(claims, capacity, from, to).map(({ date, free }) => {
    if (date < today) return { date, free: 0, reason: 'past' };
    if (!asker.school.isOpen(date)) return { date, free, reason: 'closed' };
    if (!earliest || date < earliest) return { date, free, reason: 'too_soon' };
    const window = journey({ from: date, to: date }, rules);
    if (!window) return { date, free, reason: 'closed' };
    const freeForLoan = freeOver(claims, capacity, { from: window.claimedFrom, to: window.claimedTo });
    return freeForLoan === 0 ? { date, free: 0, reason: 'booked' } : { date, free: freeForLoan };
  });
}

import {
  addDays,
  type CivilDate,
  journey,
  laterOf,
  loanWindow,
  type LoanWindow,
  type Period,
} from '@mediecentral/calendar';
import type { EquipmentModel, ListedEquipmentModel } from '@mediecentral/contracts';
import { freeOver, nearestThatFit } from '@mediecentral/ledger';
import { earliestFor } from './available-days.ts';
import type { JourneyToAsker } from './journey-to-asker.ts';
import type { ModelLedger } from './ledger.repository.ts';

/** How far the nearest period may lie from the one that was asked for, in calendar days. */
const farthest = 120;

const claimed = ({ claimedFrom, claimedTo }: LoanWindow): Period => ({ from: claimedFrom, to: claimedTo });

/**
 * How many units a loan over a period could have, and where it is none, because they are booked or because a loan cannot
 * be made for those days, the nearest period of the same length with at least one.
 */
export function freeOverPeriod(
  { claims, capacity }: ModelLedger,
  period: Period,
  { model, asker, today }: { model: EquipmentModel; asker: JourneyToAsker; today: CivilDate },
): Pick<ListedEquipmentModel, 'free' | 'nearest'> {
  const { leadDays: leadOpenDays, turnaroundDays: turnaroundOpenDays, maxDays } = model;
  const rules = { ...asker, turnaroundOpenDays };
  const asked = loanWindow({ ...rules, ...period, today, leadOpenDays, maxDays });
  const free = asked.ok ? freeOver(claims, capacity, claimed(asked.window)) : 0;
  if (free > 0 || capacity === 0) return { free };
  if (!asked.ok && asked.refusal.code === 'too_long') return { free };
  const earliest = earliestFor(model, asker, today);
  if (!earliest) return { free };
  const [nearest] = nearestThatFit({
    claims,
    capacity,
    quantity: 1,
    ...period,
    windowOf(from, to) {
      const window = journey({ from, to }, rules);
      return window && claimed(window);
    },
    earliest: laterOf(earliest, addDays(period.from, -farthest)),
    latest: addDays(laterOf(period.to, earliest), farthest),
    isAcceptable: ({ from, to }) => asker.school.isOpen(from) && asker.school.isOpen(to),
    limit: 1,
  });
  return nearest ? { free, nearest } : { free };
}

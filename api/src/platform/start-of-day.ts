import { addDays, type CivilDate, civilDateAt } from '@mediecentral/calendar';

const hour = 3_600_000;

/** The instant at which a civil date begins in Swedish time: 23:00 UTC the evening before, or 22:00 in summer. */
export function startOfDay(date: CivilDate): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const inSummer = new Date(midnight - 2 * hour);
  return civilDateAt(inSummer) === date ? inSummer : new Date(midnight - hour);
}

/** The instant at which the day after it begins. */
export const endOfDay = (date: CivilDate): Date => startOfDay(addDays(date, 1));

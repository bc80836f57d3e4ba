import { addDays, parseCivilDate, weekday } from '@mediecentral/calendar';

/** Any loan can be sent within so many days. */
const comfortable = 10;

/** Monday to Friday of the first week that can be booked in comfort, as an example to count for. */
export function weekToCome(today: string): { from: string; to: string } {
  const soon = addDays(parseCivilDate(today), comfortable);
  const monday = addDays(soon, (8 - weekday(soon)) % 7);
  return { from: monday, to: addDays(monday, 4) };
}

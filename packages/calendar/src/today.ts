import { type CivilDate, parseCivilDate } from './civil-date.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The civil date at an instant, at the centre and wherever the machine stands: 2026-03-01T23:30Z is 2 March in Sweden.
 * @param timeZone an IANA name, such as `Europe/Stockholm`
 * @throws RangeError for an invalid instant or a time zone that does not exist
 */
export function civilDateAt(instant: Date, timeZone = 'Europe/Stockholm'): CivilDate {
  const parts = formatterFor(timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return parseCivilDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

// Making a formatter costs a hundred times what using it does, and there is in practice one time zone.
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

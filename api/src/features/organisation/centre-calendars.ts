import type { Calendars } from '@mediecentral/contracts';
import {
  officeCalendar,
  type OpenDays,
  schoolCalendar,
  type TransportCalendar,
  transportCalendar,
} from '@mediecentral/calendar';
import { readCalendars } from './settings.repository.ts';

export type CentreCalendars = {
  /** The days somebody is at the centre. */
  office: OpenDays;
  /** The days a loan may begin or end. */
  school: Pick<OpenDays, 'isOpen'>;
  /** Undefined for a municipality that no transport goes to. */
  transportOf(municipalityCode: string): TransportCalendar | undefined;
  /** When the transport leaves the centre, as the centre wrote it. */
  departureOf(municipalityCode: string): string | undefined;
};

/** The calendars as they are now, ready for counting. */
export async function loadCalendars(): Promise<CentreCalendars> {
  return calendarsFor(await readCalendars());
}

export function calendarsFor({ office, schoolHolidays, transport }: Calendars): CentreCalendars {
  const openDays = officeCalendar(office);
  const runs = new Map(transport.map((entry) => [entry.municipalityCode, entry]));
  return {
    office: openDays,
    school: schoolCalendar(schoolHolidays),
    transportOf(code) {
      const entry = runs.get(code);
      return entry && entry.weekdays.length > 0 ? transportCalendar(entry, openDays) : undefined;
    },
    departureOf: (code) => runs.get(code)?.departure,
  };
}

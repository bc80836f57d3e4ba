import type { JourneyRules, OpenDays } from '@mediecentral/calendar';
import type { Actor } from '../../platform/actor.ts';
import { findSchoolUnits, loadCalendars } from '../organisation/index.ts';

/** How a loan would travel to the person who asks, before they have said how it should. */
export type JourneyToAsker = Omit<JourneyRules, 'turnaroundOpenDays'> & { school: Pick<OpenDays, 'isOpen'> };

/**
 * With the transport of the municipality of the person's first school, or by post where none goes there. Those who
 * belong to no school, as the centre's own staff, see what can be fetched at the centre, the shortest journey there is.
 */
export async function journeyToAsker({ schoolUnitIds }: Actor): Promise<JourneyToAsker> {
  const [calendars, schools] = await Promise.all([loadCalendars(), findSchoolUnits(schoolUnitIds)]);
  const { office, school } = calendars;
  const first = schoolUnitIds.map((id) => schools.get(id)).find((unit) => unit !== undefined);
  if (!first) return { delivery: 'pickup', office, school };
  const transport = calendars.transportOf(first.municipality.code);
  return transport
    ? { delivery: 'transport', transport, office, school }
    : { delivery: 'post', office, school };
}

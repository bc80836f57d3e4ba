import { clock } from '../platform/clock.ts';
import type { Services } from '../platform/services.ts';
import { hasSchoolUnits } from '../features/organisation/index.ts';
import { readDemoMark, writeDemoMark } from './demo-mark.repository.ts';
import { fillEquipment } from './fill-equipment.ts';
import { fillLoans } from './fill-loans.ts';
import { fillPeople } from './fill-people.ts';
import { fillOrganisation } from './organisation/index.ts';

/**
 * Fills an empty database with the demo centre: organisation, equipment, people, and loans since 2018. One that was cut
 * short is filled anew; a centre that is not the demo's is left alone.
 * @returns whether anything was filled
 */
export async function ensureDemoCentre(services: Services): Promise<boolean> {
  const mark = await readDemoMark();
  if (mark === 'filled' || (mark === undefined && (await hasSchoolUnits()))) return false;
  await writeDemoMark('filling');
  const today = clock.today();
  const schoolUnits = await fillOrganisation(today);
  const units = await fillEquipment(today);
  const borrowers = await fillPeople(services);
  await fillLoans({ today, now: clock.now(), schoolUnits, units, borrowers });
  await writeDemoMark('filled');
  return true;
}

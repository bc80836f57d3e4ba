import { type CivilDate, partsOf } from '@mediecentral/calendar';
import type { SchoolUnit } from '@mediecentral/contracts';
import {
  findSchoolUnits,
  saveCalendars,
  saveCentre,
  saveMunicipalities,
  saveSchoolUnits,
} from '../../features/organisation/index.ts';
import { demoMunicipalities } from './municipalities.ts';
import { officeClosuresOf, schoolHolidaysOf } from './school-year-calendar.ts';
import { demoSchoolUnits } from './school-units.ts';

export { demoSchoolUnits } from './school-units.ts';

/** The year that the demo centre's history begins in. */
const firstYear = 2017;

/** The centre itself: details, municipalities, school units and calendars up to two years ahead. */
export async function fillOrganisation(today: CivilDate): Promise<SchoolUnit[]> {
  await saveCentre({
    name: 'AV-Media Kalmar län',
    product: 'Mediecentral',
    email: 'utlaning@mediecentral.example',
    phone: '08-465 004 10',
    openingHours: 'Måndag–fredag 8–16',
    address: { street: 'Exempelgatan 1', postalCode: '392 31', city: 'Kalmar' },
  });
  await saveMunicipalities(demoMunicipalities.map(({ code, name }) => ({ code, name })));
  await saveSchoolUnits(demoSchoolUnits);
  const { year } = partsOf(today);
  const years = Array.from({ length: year + 3 - firstYear }, (_, index) => firstYear + index);
  await saveCalendars({
    office: { openWeekdays: [1, 2, 3, 4, 5], closedPeriods: years.flatMap(officeClosuresOf) },
    schoolHolidays: years.flatMap(schoolHolidaysOf),
    transport: demoMunicipalities.map(({ code, transport, departure }) => ({
      municipalityCode: code,
      weekdays: [...transport],
      exceptions: [],
      departure,
    })),
  });
  const saved = await findSchoolUnits(demoSchoolUnits.map(({ id }) => id));
  return [...saved.values()];
}

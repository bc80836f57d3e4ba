import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';

export { type CentreCalendars, loadCalendars } from './centre-calendars.ts';
export { getCentreDetails } from './get-centre-details.ts';
export { listAllMunicipalities, saveMunicipalities } from './municipality.repository.ts';
export { sortKeyOf, wordsOf } from './name-order.ts';
export { registerOrganisation } from './organisation.routes.ts';
export {
  findSchoolUnit,
  findSchoolUnits,
  findSchoolUnitsByCode,
  hasSchoolUnits,
  saveSchoolUnits,
} from './school-unit.repository.ts';
export { readBorrowersKept, saveBorrowersKept, saveCalendars, saveCentre } from './settings.repository.ts';

export const organisationJobs = (_services: Services): Job[] => [];

import {
  changeCalendars as changeCalendarsRoute,
  changeSchoolUnit as changeSchoolUnitRoute,
  createSchoolUnit as createSchoolUnitRoute,
  getCalendars,
  getCentre,
  getSchoolUnit,
  listMunicipalities,
  listSchoolUnits,
} from '@mediecentral/contracts';
import type { Api } from '../../platform/api.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { changeCalendars } from './change-calendars.ts';
import { changeSchoolUnit } from './change-school-unit.ts';
import { createSchoolUnit } from './create-school-unit.ts';
import { getCentreDetails } from './get-centre-details.ts';
import { pageOfMunicipalities } from './municipality.repository.ts';
import { findSchoolUnit, pageOfSchoolUnits } from './school-unit.repository.ts';
import { readCalendars } from './settings.repository.ts';

export function registerOrganisation(api: Api, services: Services): void {
  api.handle(getCentre, () => getCentreDetails(services));
  api.handle(listMunicipalities, ({ query }) => pageOfMunicipalities(query));

  api.handle(listSchoolUnits, ({ query }) => pageOfSchoolUnits(query));
  api.handle(getSchoolUnit, async ({ params }) => {
    const unit = await findSchoolUnit(params.id);
    if (!unit) throw new ProblemError('not_found', 'There is no such school unit');
    return unit;
  });
  api.handle(createSchoolUnitRoute, ({ actor, body }) => createSchoolUnit(actor, body));
  api.handle(changeSchoolUnitRoute, ({ actor, params, body: { version, ...change } }) =>
    changeSchoolUnit(actor, params.id, version, change),
  );

  api.handle(getCalendars, () => readCalendars());
  api.handle(changeCalendarsRoute, ({ actor, body }) => changeCalendars(actor, body));
}

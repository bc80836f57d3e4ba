import {
  changeEquipmentModel,
  changeUnit as changeUnitRoute,
  createEquipmentModel,
  createUnit as createUnitRoute,
  getAvailability,
  getEquipmentModel,
  getUnit,
  listEquipmentModels,
  listUnits as listUnitsRoute,
  setUnitState as setUnitStateRoute,
} from '@mediecentral/contracts';
import type { Api } from '../../platform/api.ts';
import type { Services } from '../../platform/services.ts';
import { changeModel } from './change-model.ts';
import { changeUnit } from './change-unit.ts';
import { createModel } from './create-model.ts';
import { createUnit } from './create-unit.ts';
import { getAvailabilityOf } from './get-availability.ts';
import { listModels } from './list-models.ts';
import { requireModel } from './require-model.ts';
import { setUnitState } from './set-unit-state.ts';
import { listUnits, requireUnit, showUnit } from './show-units.ts';

export function registerEquipment(api: Api, _services: Services): void {
  api.handle(listEquipmentModels, ({ actor, query }) => listModels(actor, query));
  api.handle(getEquipmentModel, ({ params }) => requireModel(params.id));
  api.handle(getAvailability, ({ actor, params, query }) => getAvailabilityOf(actor, params.id, query));
  api.handle(createEquipmentModel, ({ actor, body }) => createModel(actor, body));
  api.handle(changeEquipmentModel, ({ actor, params, body: { version, ...change } }) =>
    changeModel(actor, params.id, version, change),
  );

  api.handle(listUnitsRoute, ({ query }) => listUnits(query));
  api.handle(getUnit, async ({ params }) => showUnit(await requireUnit(params.id)));
  api.handle(createUnitRoute, ({ actor, body }) => createUnit(actor, body));
  api.handle(changeUnitRoute, ({ actor, params, body: { version, ...fields } }) =>
    changeUnit(actor, params.id, version, fields),
  );
  api.handle(setUnitStateRoute, ({ actor, params, body }) => setUnitState(actor, params.id, body));
}

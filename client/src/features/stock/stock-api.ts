import {
  changeEquipmentModel,
  changeUnit,
  createEquipmentModel,
  createUnit,
  type EquipmentModel,
  type EquipmentModelChange,
  getEquipmentModel,
  getUnit,
  listEquipmentModels,
  listUnits,
  type RouteCall,
  setUnitState,
  type Unit,
  type UnitState,
} from '@mediecentral/contracts';
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { changeUnlessStale } from '../../shared/conflict/index.ts';

/** All models, those that are not lent out any more too: a centre has some dozens. */
export const useModels = () =>
  useQuery({
    queryKey: ['equipment-models', 'staff'],
    queryFn: async () => (await call(listEquipmentModels, { query: { inactive: 'true', limit: 200 } })).items,
  });

/** Models to choose among, by name. */
export const useModelChoices = () =>
  useQuery({
    queryKey: ['equipment-models', 'choices'],
    queryFn: async () => (await call(listEquipmentModels, { query: { limit: 200 } })).items,
    select: (models) => models.map(({ id, name }) => ({ value: id, label: name })),
    staleTime: 5 * 60_000,
  });

export const useModel = (id: string) =>
  useQuery({ queryKey: ['equipment-model', id], queryFn: () => call(getEquipmentModel, { params: { id } }) });

export type UnitSearch = { modelId?: string; state?: UnitState; q?: string };

export const useUnits = (search: UnitSearch) =>
  useInfiniteQuery({
    queryKey: ['units', search],
    queryFn: ({ pageParam }) =>
      call(listUnits, { query: { ...search, limit: 100, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

const unitKey = (id: string) => ['units', 'one', id] as const;

export const useUnit = (id: string) =>
  useQuery({
    queryKey: unitKey(id),
    queryFn: () => call(getUnit, { params: { id } }),
    refetchOnWindowFocus: true,
  });

function refreshStock(queries: QueryClient): void {
  for (const key of ['equipment-models', 'equipment-model', 'units', 'availability', 'loans']) {
    void queries.invalidateQueries({ queryKey: [key] });
  }
}

export type UnitChange = Omit<RouteCall<typeof changeUnit>['body'], 'version'>;
export type NewUnit = RouteCall<typeof createUnit>['body'];
export type StateChange = Omit<RouteCall<typeof setUnitState>['body'], 'version'>;

/** Changes of the stock. Those that name a version throw `SomeoneWasFirst` where somebody saved meanwhile. */
export function useStockChanges() {
  const queries = useQueryClient();
  async function refreshed<Answer>(change: Promise<Answer>): Promise<Answer> {
    try {
      return await change;
    } finally {
      refreshStock(queries);
    }
  }
  return {
    addModel: (body: EquipmentModelChange): Promise<EquipmentModel> =>
      refreshed(call(createEquipmentModel, { body })),
    changeModel: (id: string, body: EquipmentModelChange & { version: number }): Promise<EquipmentModel> =>
      refreshed(
        changeUnlessStale(
          () => call(changeEquipmentModel, { params: { id }, body }),
          () => call(getEquipmentModel, { params: { id } }),
        ),
      ),
    addUnit: (body: NewUnit): Promise<Unit> => refreshed(call(createUnit, { body })),
    changeUnit: (id: string, body: UnitChange & { version: number }): Promise<Unit> =>
      refreshed(
        changeUnlessStale(
          () => call(changeUnit, { params: { id }, body }),
          () => call(getUnit, { params: { id } }),
        ),
      ),
    setState: (unit: Unit, change: StateChange) =>
      refreshed(
        changeUnlessStale(
          () => call(setUnitState, { params: { id: unit.id }, body: { version: unit.version, ...change } }),
          () => call(getUnit, { params: { id: unit.id } }),
        ),
      ),
  };
}

import {
  type EquipmentCategory,
  type EquipmentModel,
  getAvailability,
  getEquipmentModel,
  listEquipmentModels,
} from '@mediecentral/contracts';
import { keepPreviousData, queryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';

export type ModelSearch = { q?: string; category?: EquipmentCategory; from?: string; to?: string };

/** The whole list: a centre has some dozens of models, so filters answer at once. */
export function useEquipmentModels(search: ModelSearch, { enabled = true }: { enabled?: boolean } = {}) {
  return useQuery({
    queryKey: ['equipment-models', search],
    queryFn: () => call(listEquipmentModels, { query: { ...search, limit: 200 } }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

const modelQuery = (id: string) =>
  queryOptions({
    queryKey: ['equipment-model', id],
    queryFn: () => call(getEquipmentModel, { params: { id } }),
    staleTime: 5 * 60_000,
  });

/** Fetches a model a moment before its page is opened, when the link to it is pointed at. */
export function usePreloadModel({ id }: Pick<EquipmentModel, 'id'>): () => void {
  const queries = useQueryClient();
  return () => void queries.prefetchQuery(modelQuery(id));
}

export const useEquipmentModel = (id: string) => useQuery(modelQuery(id));

/** Several models at once, such as those in a basket, in the order of the ids. */
export const useEquipmentModelsById = (ids: readonly string[]) =>
  useQueries({ queries: ids.map((id) => modelQuery(id)) });

/** Day by day how many are free; asked anew whenever the page is looked at, since others book too. */
export function useAvailability(id: string, from: string, to: string) {
  return useQuery({
    queryKey: ['availability', id, from, to],
    queryFn: () => call(getAvailability, { params: { id }, query: { from, to } }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchOnWindowFocus: true,
  });
}

import {
  type Calendars,
  changeCalendars,
  changeSchoolUnit,
  createSchoolUnit,
  getCalendars,
  getSchoolUnit,
  listMunicipalities,
  listSchoolUnits,
  type SchoolUnit,
  type SchoolUnitChange,
} from '@mediecentral/contracts';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { changeUnlessStale } from '../../shared/conflict/index.ts';

export const useMunicipalities = () =>
  useQuery({
    queryKey: ['municipalities'],
    queryFn: async () => (await call(listMunicipalities, { query: { limit: 200 } })).items,
    staleTime: 60 * 60_000,
  });

export type SchoolSearch = { q?: string; municipality?: string; active?: 'true' | 'false' };

export const useSchoolUnits = (search: SchoolSearch) =>
  useInfiniteQuery({
    queryKey: ['school-units', search],
    queryFn: ({ pageParam }) =>
      call(listSchoolUnits, { query: { ...search, limit: 50, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

/** Adds or changes a school unit. The change throws `SomeoneWasFirst<SchoolUnit>` where somebody saved meanwhile. */
export function useSaveSchoolUnit() {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['school-units'] });
  return {
    add: async (body: SchoolUnitChange): Promise<SchoolUnit> => {
      const added = await call(createSchoolUnit, { body });
      refresh();
      return added;
    },
    change: async (id: string, body: SchoolUnitChange & { version: number }): Promise<SchoolUnit> => {
      const params = { id };
      const changed = await changeUnlessStale(
        () => call(changeSchoolUnit, { params, body }),
        () => call(getSchoolUnit, { params }),
      );
      refresh();
      return changed;
    },
  };
}

const calendarsKey = ['calendars'] as const;

export const useCalendars = () => useQuery({ queryKey: calendarsKey, queryFn: () => call(getCalendars) });

/** @throws SomeoneWasFirst<Calendars> */
export function useSaveCalendars() {
  const queries = useQueryClient();
  return async (calendars: Calendars): Promise<Calendars> => {
    const saved = await changeUnlessStale(
      () => call(changeCalendars, { body: calendars }),
      () => call(getCalendars),
    );
    queries.setQueryData(calendarsKey, saved);
    void queries.invalidateQueries({ queryKey: ['availability'] });
    return saved;
  };
}

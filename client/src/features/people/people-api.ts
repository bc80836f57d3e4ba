import {
  grantAccountRole,
  grantPersonRole,
  listAccounts,
  type Role,
  type RouteCall,
} from '@mediecentral/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';

const peopleKey = ['people'] as const;

export type PeopleSearch = { q?: string; role?: Role };

/** People with a name, the latest login first, a page at a time. */
export const usePeople = (search: PeopleSearch) =>
  useInfiniteQuery({
    queryKey: [...peopleKey, search],
    queryFn: ({ pageParam }) =>
      call(listAccounts, { query: { ...search, limit: 50, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // Roles are given by command too.
    staleTime: 0,
  });

/** Gives somebody who has logged in a role, or takes it back with `pupil`. */
export function useGiveRole() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      call(grantAccountRole, { params: { id }, body: { role } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: peopleKey }),
  });
}

export type GrantByName = RouteCall<typeof grantPersonRole>['body'];

/** The same by the name at a provider, also to somebody who has never logged in. */
export function useGrantByName() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: GrantByName) => call(grantPersonRole, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: peopleKey }),
  });
}

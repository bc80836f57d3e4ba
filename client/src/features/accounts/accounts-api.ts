import { chooseSchoolUnit, listIdentityProviders, logout } from '@mediecentral/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { forgetAccount, meQuery } from '../../shared/api/use-account.ts';

export const useIdentityProviders = () =>
  useQuery({
    queryKey: ['identity-providers'],
    queryFn: () => call(listIdentityProviders, { query: { limit: 200 } }),
    staleTime: 60 * 60_000,
  });

export function useChooseSchoolUnit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (schoolUnitId: string) => call(chooseSchoolUnit, { body: { schoolUnitId } }),
    onSuccess: (me) => {
      queries.setQueryData(meQuery.queryKey, me);
      void queries.invalidateQueries({ queryKey: ['quote'] });
    },
  });
}

/** Ends the session here and, where it has a logout, at the identity provider; nothing of the person stays on the screen. */
export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call(logout),
    onSuccess: (answer) => {
      queries.clear();
      forgetAccount(queries);
      globalThis.location.assign(answer?.redirectTo ?? '/logga-in');
    },
  });
}

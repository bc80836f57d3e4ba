import { type Account, getMe, type Me, reachOf, type Action } from '@mediecentral/contracts';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './call.ts';
import { isCallError } from './call-error.ts';
import { csrfToken } from './csrf-token.ts';

/** Who is logged in: `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      const me = await call(getMe);
      csrfToken.set(me.csrfToken);
      return me;
    } catch (error) {
      if (isCallError(error, 'not_logged_in')) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

type AccountAnswer = {
  account: Account | undefined;
  isPending: boolean;
  /** Set when it could not be found out who is logged in. */
  error: Error | null;
  retry: () => void;
};

export function useAccount(): AccountAnswer {
  const { data, isPending, error, refetch } = useQuery(meQuery);
  return {
    account: data?.account,
    isPending,
    error: data === undefined ? error : null,
    retry: () => void refetch(),
  };
}

/** May the person who is logged in do this at all? The api decides; a page only leaves out what would be refused. */
export function useMay(action: Action): boolean {
  const { account } = useAccount();
  return account !== undefined && reachOf(account.role, action) !== undefined;
}

/** What was shown belongs to somebody who is no longer logged in. */
export function forgetAccount(queries: QueryClient): void {
  csrfToken.set(undefined);
  queries.setQueryData(meQuery.queryKey, null);
}

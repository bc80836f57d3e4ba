import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isCallError, isTransient } from './call-error.ts';
import { forgetAccount } from './use-account.ts';

/** The cache of what the api has answered. A session that has ended sends the person to the login page, and back. */
export function createQueries(): QueryClient {
  const noticeTheEndOfTheSession = (error: unknown) => {
    if (isCallError(error, 'not_logged_in')) forgetAccount(queries);
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError: noticeTheEndOfTheSession }),
    mutationCache: new MutationCache({ onError: noticeTheEndOfTheSession }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isTransient(error),
        refetchOnWindowFocus: false,
      },
    },
  });
  return queries;
}

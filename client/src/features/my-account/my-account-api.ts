import { deleteOwnAccount, downloadOwnData, endOwnSession, listOwnSessions } from '@mediecentral/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { addressOfFile, call } from '../../shared/api/call.ts';
import { forgetAccount, meQuery } from '../../shared/api/use-account.ts';

const sessionsKey = ['own-sessions'] as const;

export const useOwnSessions = () =>
  useInfiniteQuery({
    queryKey: sessionsKey,
    queryFn: ({ pageParam }) =>
      call(listOwnSessions, { query: { limit: 20, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });

export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(endOwnSession, { params: { id } }),
    // Also after a failure: it may have ended by itself meanwhile.
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
}

export const ownDataAddress = addressOfFile(downloadOwnData);

/** Deletes the account; nothing of the person stays on the screen. `onDeleted`: the last thing that its page does. */
export function useDeleteAccount(onDeleted: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call(deleteOwnAccount),
    onSuccess: () => {
      onDeleted();
      forgetAccount(queries);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    },
  });
}

import { listAuditEntries } from '@mediecentral/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import type { AuditFilters } from './audit-filters.ts';

const pageSize = 50;

/** What has been changed, by the filters, the latest first, a page at a time. */
export const useAuditEntries = (filters: AuditFilters) =>
  useInfiniteQuery({
    queryKey: ['audit', filters],
    queryFn: ({ pageParam }) =>
      call(listAuditEntries, {
        query: { ...filters, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // Whoever looks in the log wants to see what has just been done.
    staleTime: 0,
  });

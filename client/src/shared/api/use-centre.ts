import { getCentre } from '@mediecentral/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './call.ts';

export const centreQuery = queryOptions({
  queryKey: ['centre'],
  queryFn: () => call(getCentre),
  // A page that stays open over midnight learns what day it is when it is looked at again.
  staleTime: 10 * 60_000,
  refetchOnWindowFocus: true,
});

/** The centre's name, contact and civil date of today. */
export const useCentre = () => useQuery(centreQuery);

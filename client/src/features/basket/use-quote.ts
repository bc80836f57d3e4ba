import { type Delivery, quoteLoan } from '@mediecentral/contracts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useAccount } from '../../shared/api/use-account.ts';
import { call } from '../../shared/api/call.ts';
import type { BasketLine } from './basket.ts';

export type Wish = {
  from: string;
  to: string;
  lines: readonly BasketLine[];
  schoolUnitId?: string;
  delivery?: Delivery;
};

/** Whether a wish fits, when it would come and go, and what else there is; nothing is claimed by asking. */
export function useQuote(wish: Wish | undefined) {
  const { account } = useAccount();
  const schoolUnitId = wish?.schoolUnitId ?? account?.chosenSchoolUnitId ?? account?.schoolUnits[0]?.id;
  const body =
    wish && schoolUnitId && wish.lines.length > 0
      ? {
          schoolUnitId,
          from: wish.from,
          to: wish.to,
          delivery: wish.delivery ?? 'transport',
          lines: [...wish.lines],
        }
      : undefined;
  return useQuery({
    queryKey: ['quote', body],
    queryFn: body ? () => call(quoteLoan, { body }) : skipToken,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
}

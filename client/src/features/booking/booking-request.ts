import type { LoanRequest } from '@mediecentral/contracts';
import type { Basket } from '../basket/index.ts';
import type { BookingDetails } from './booking-details.ts';

/** What is sent: a basket with its days and the details; `undefined` while the days or the school are not chosen. */
export function requestOf(
  basket: Basket,
  details: BookingDetails,
  schoolUnitId: string | undefined,
): LoanRequest | undefined {
  const { requestId, from, to, lines } = basket;
  if (!from || !to || !schoolUnitId || lines.length === 0) return undefined;
  const { group, pupils, stage, purpose, override, delivery } = details;
  return {
    requestId,
    schoolUnitId,
    from,
    to,
    lines: [...lines],
    delivery,
    pupils: Number(pupils),
    group: group.trim(),
    ...(stage ? { stage } : {}),
    ...(purpose.trim() ? { purpose: purpose.trim() } : {}),
    ...(override.trim() ? { override: override.trim() } : {}),
  };
}

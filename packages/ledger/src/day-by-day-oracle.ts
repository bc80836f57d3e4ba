import { eachDay, type Period } from '@mediecentral/calendar';
import type { Ledger } from './claim.ts';

/** The slow way that nobody can get wrong, for tests and the bench to compare with: look at every day by itself. */
export function countedDayByDay(claims: Ledger, capacity: number, request: Period & { quantity: number }) {
  const freeOn = eachDay(request).map((day) => {
    const held = claims.filter((claim) => claim.from <= day && day <= claim.to);
    return capacity - held.reduce((sum, claim) => sum + claim.quantity, 0);
  });
  const free = Math.max(0, Math.min(...freeOn));
  return { fits: request.quantity <= free, free };
}

import type { UnitState } from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import type { UnitEvent } from './unit.model.ts';

/** Things that happened to a unit that are kept, the latest ones. */
const longestHistory = 200;

/** The part of a change that removes these fields. */
export const unsetOf = (fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, 1 as const]));

/** The part of a change that writes down what happened and counts up the version. */
export function withEvent(event: Omit<UnitEvent, 'at'>) {
  const history = { $each: [{ at: clock.now(), ...event }], $slice: -longestHistory };
  return { $push: { history }, $inc: { version: 1 } };
}

/** A new state, with the day it began and is expected to end where it is a repair. */
export function changeOfState(
  state: UnitState,
  event: Omit<UnitEvent, 'at' | 'state'>,
  { expectedBack, outOfLoan = false }: { expectedBack?: string | undefined; outOfLoan?: boolean },
) {
  const away = state === 'repair';
  const absent = [
    ...(away ? [] : ['awaySince']),
    ...(away && expectedBack ? [] : ['expectedBack']),
    ...(outOfLoan ? ['loan'] : []),
  ];
  return {
    $set: {
      state,
      ...(away ? { awaySince: clock.today() } : {}),
      ...(away && expectedBack ? { expectedBack } : {}),
    },
    ...(absent.length > 0 ? { $unset: unsetOf(absent) } : {}),
    ...withEvent({ ...event, state }),
  };
}

import { deliveries, stages } from '@mediecentral/contracts';
import { z } from 'zod';

const key = 'mediecentral.booking-details';

const bookingDetails = z.object({
  /** Empty: the school that the account begins with. */
  schoolUnitId: z.string(),
  group: z.string(),
  /** As it was typed. */
  pupils: z.string(),
  delivery: z.enum(deliveries),
  /** Empty: not said. */
  stage: z.enum(['', ...stages]),
  purpose: z.string(),
  /** Staff only, where the school may not book by itself. */
  override: z.string(),
});

/** For whom and why: what the form holds, sent or not. */
export type BookingDetails = z.infer<typeof bookingDetails>;

const nothing: BookingDetails = {
  schoolUnitId: '',
  group: '',
  pupils: '',
  delivery: 'transport',
  stage: '',
  purpose: '',
  override: '',
};

/** What was filled in before the page was left, reloaded or logged out of; in this tab only. */
export function readDetails(storage: Pick<Storage, 'getItem'> = sessionStorage): BookingDetails {
  try {
    return bookingDetails.parse(JSON.parse(storage.getItem(key) ?? ''));
  } catch {
    return nothing;
  }
}

export const keepDetails = (details: BookingDetails): void =>
  sessionStorage.setItem(key, JSON.stringify(details));
export const forgetDetails = (): void => sessionStorage.removeItem(key);

const mostPupils = 2000;

/** What is still wrong, by field; the words are `basket.wrong.*`. */
export function wrongIn(
  details: BookingDetails,
): Partial<Record<'group' | 'pupils', 'group' | 'pupils' | 'pupilsMost'>> {
  const pupils = Number(details.pupils);
  const isCount = /^\d+$/.test(details.pupils.trim()) && pupils >= 1 && pupils <= mostPupils;
  return {
    ...(details.group.trim() === '' ? { group: 'group' as const } : {}),
    ...(details.pupils.trim() === ''
      ? { pupils: 'pupils' as const }
      : isCount
        ? {}
        : { pupils: 'pupilsMost' as const }),
  };
}

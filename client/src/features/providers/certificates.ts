import { civilDateAt, daysBetween, parseCivilDate } from '@mediecentral/calendar';
import type { ProviderCertificate } from '@mediecentral/contracts';

const zone = 'Europe/Stockholm';

/** The civil date at the centre on which a certificate goes out. */
export const lastDayOf = ({ notAfter }: Pick<ProviderCertificate, 'notAfter'>): string =>
  civilDateAt(new Date(notAfter), zone);

const lastFirst = (one: ProviderCertificate, other: ProviderCertificate) =>
  other.notAfter.localeCompare(one.notAfter);

export type CertificateOutlook = {
  /** The day after which nobody can log in unless something new is published. */
  lastDay: string;
  /** Until that day; below 0 it has been. */
  days: number;
  /** A signing certificate that goes out within 30 days, or has, while a later one is accepted already. */
  retiring: string | undefined;
};

const soon = 30;

/** How long the signing certificates last, from the centre's today; `undefined` without one. */
export function outlookOf(
  certificates: readonly ProviderCertificate[],
  today: string,
): CertificateOutlook | undefined {
  const signing = certificates.filter(({ use }) => use === 'signing').toSorted(lastFirst);
  const [last] = signing;
  if (!last) return undefined;
  const now = parseCivilDate(today);
  const daysTo = (date: string) => daysBetween(now, parseCivilDate(date));
  const first = signing.at(-1) ?? last;
  const firstDay = lastDayOf(first);
  const isRetiring = lastDayOf(last) > firstDay && daysTo(firstDay) <= soon;
  return {
    lastDay: lastDayOf(last),
    days: daysTo(lastDayOf(last)),
    retiring: isRetiring ? firstDay : undefined,
  };
}

import type { ListedLoan, Loan } from '@mediecentral/contracts';
import type { TFunction } from 'i18next';
import type { DateFormats } from '../../shared/formatting/date-formats.ts';

/** What a loan’s story is told from: a loan, or one in a list. */
export type LoanInShort = Pick<
  Loan | ListedLoan,
  'state' | 'from' | 'to' | 'window' | 'delivery' | 'overdueDays' | 'schoolUnit'
> & { lines: readonly Pick<Loan['lines'][number], 'modelName' | 'asked' | 'granted'>[] };

type Telling = {
  t: TFunction;
  dates: DateFormats;
  today: string | undefined;
  openingHours?: string | undefined;
};

/** The one thing to know about a loan now: `Kommer på onsdag`, `Lämna fre 6 mars`. */
export function headlineOf(loan: LoanInShort, { t, dates, today }: Telling): string {
  const { state, window, to, delivery, overdueDays } = loan;
  switch (state) {
    case 'approved':
    case 'partly_approved':
    case 'packed':
    case 'dispatched':
      if (delivery === 'pickup') return t('loans.headline.fetch', { date: dates.near(window.arrivesOn) });
      if (state === 'dispatched' && today !== undefined && window.arrivesOn < today)
        return t('loans.headline.arrived');
      return t('loans.headline.arrives', { date: dates.near(window.arrivesOn) });
    case 'on_loan':
      return overdueDays > 0
        ? t('loans.headline.leavesLate', { date: dates.day(to) })
        : t('loans.headline.leaves', { date: dates.near(to) });
    case 'return_in_transit':
      return t('loans.headline.onWayBack');
    case 'reserving':
    case 'requested':
      return t('loans.headline.requested');
    case 'failed':
    case 'cancelled':
      return t('loans.headline.cancelled');
    default:
      return t(`loans.headline.${state}`);
  }
}

/** A sentence more: what happens next, and what is asked of the school. */
export function aboutOf(loan: LoanInShort, { t, dates, openingHours = '' }: Telling): string {
  const { state, window, from, to, delivery, overdueDays, schoolUnit } = loan;
  const period = dates.period(from, to);
  switch (state) {
    case 'approved':
    case 'partly_approved':
    case 'packed':
    case 'dispatched':
      return t(`loans.about.${delivery}`, {
        date: dates.day(window.arrivesOn),
        school: schoolUnit.name,
        hours: openingHours,
      });
    case 'on_loan':
      return overdueDays > 0 ? t('loans.about.onLoanLate') : t('loans.about.onLoan', { date: dates.day(to) });
    case 'return_in_transit':
      return t('loans.about.sentBack');
    case 'reserving':
    case 'requested':
      return t('loans.about.requested', { dates: period });
    case 'waitlisted':
      return t('loans.about.waitlisted', { dates: period });
    case 'failed':
    case 'cancelled':
      return t('loans.about.cancelled');
    default:
      return t(`loans.about.${state}`);
  }
}

/** `6 BlueBot och 2 mattor`, `6 BlueBot och 2 sorter till`. */
export function linesInWords(loan: LoanInShort, t: TFunction): string {
  const [first, second, ...more] = loan.lines
    .filter((line) => line.granted !== 0)
    .map((line) => t('loans.line', { count: line.granted ?? line.asked, model: line.modelName }));
  if (first === undefined) return '';
  if (second === undefined) return first;
  return more.length === 0
    ? t('loans.lines', { first, last: second })
    : t('loans.linesAndMore', { first, count: more.length + 1 });
}

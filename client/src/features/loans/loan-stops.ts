import { civilDateAt } from '@mediecentral/calendar';
import type { Loan, LoanState } from '@mediecentral/contracts';
import {
  IconArrowBackUp,
  IconClock,
  IconFlag,
  IconPackage,
  IconSchool,
  IconTruck,
  IconX,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { DateFormats } from '../../shared/formatting/date-formats.ts';
import type { LoanStop } from '../../shared/ui/index.ts';
import type { LoanInShort } from './loan-story.ts';

const stops = ['requested', 'answered', 'packed', 'dispatched', 'atSchool', 'back'] as const;
type Stop = (typeof stops)[number];

/** The stop where a loan is now; whatever lies before it is done. */
const nowAt: Record<LoanState, Stop> = {
  reserving: 'requested',
  failed: 'requested',
  requested: 'requested',
  waitlisted: 'requested',
  rejected: 'answered',
  cancelled: 'answered',
  approved: 'answered',
  partly_approved: 'answered',
  packed: 'packed',
  dispatched: 'dispatched',
  on_loan: 'atSchool',
  recalled: 'atSchool',
  return_in_transit: 'back',
  received: 'back',
  closed: 'back',
};

const icons = {
  requested: IconClock,
  answered: IconPackage,
  packed: IconPackage,
  dispatched: IconTruck,
  atSchool: IconSchool,
  back: IconArrowBackUp,
} as const;

const eventOf: Partial<Record<Stop, readonly Loan['events'][number]['kind'][]>> = {
  requested: ['requested'],
  answered: ['approved', 'partly_approved', 'rejected', 'cancelled'],
  packed: ['packed'],
  dispatched: ['dispatched'],
  back: ['received'],
};

type Told = LoanInShort & Partial<Pick<Loan, 'events'>>;

/** The stops of a loan’s journey with their days: those that happened, and those that are planned. */
export function stopsOf(loan: Told, { t, dates }: { t: TFunction; dates: DateFormats }): LoanStop[] {
  const { state } = loan;
  const isOver = state === 'rejected' || state === 'cancelled' || state === 'failed';
  const here = stops.indexOf(nowAt[state]);
  const shown = isOver ? stops.slice(0, 2) : stops;
  return shown.map((stop, place): LoanStop => {
    const status = place < here || state === 'closed' ? 'done' : place === here ? 'now' : 'todo';
    const icon =
      isOver && place === here ? IconX : state === 'recalled' && place === here ? IconFlag : icons[stop];
    const detail = dayOf(stop, loan, t, dates);
    return {
      key: stop,
      label: labelOf(stop, loan, t),
      status,
      ...(status === 'now' ? { icon } : {}),
      ...(detail ? { detail } : {}),
    };
  });
}

function labelOf(stop: Stop, { state, delivery }: LoanInShort, t: TFunction): string {
  if (stop === 'answered') {
    if (state === 'rejected') return t('loans.stop.rejected');
    if (state === 'cancelled' || state === 'failed') return t('loans.stop.cancelled');
    if (state === 'partly_approved') return t('loans.stop.partly');
  }
  return t(`loans.stop.${stop === 'dispatched' && delivery === 'pickup' ? 'fetched' : stop}`);
}

function dayOf(stop: Stop, loan: Told, t: TFunction, dates: DateFormats): string | undefined {
  const { from, to, window, delivery } = loan;
  const kinds = eventOf[stop] ?? [];
  const happened = loan.events?.findLast((event) => kinds.includes(event.kind));
  if (happened) {
    const date = dates.day(civilDateAt(new Date(happened.at)));
    return stop === 'dispatched' && delivery !== 'pickup' ? t('loans.stop.sent', { date }) : date;
  }
  if (stop === 'dispatched') return dates.day(window.dispatchOn);
  if (stop === 'atSchool') return dates.periodOfDays(from, to);
  if (stop === 'back') {
    return t(delivery === 'transport' ? 'loans.stop.returnPlanned' : 'loans.stop.handIn', {
      date: dates.day(window.returnOn),
    });
  }
  return undefined;
}

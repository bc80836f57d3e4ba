import { addDays, type CivilDate, daysBetween, laterOf, type Period } from './civil-date.ts';
import { NeverOpenError, type OpenDays } from './open-days.ts';
import type { TransportCalendar } from './transport-calendar.ts';

/** How a loan travels: with the municipality's transport, by post, or fetched at and handed in to the centre. */
export type Delivery = 'transport' | 'post' | 'pickup';

/** From request to rest: the days of a loan's journey. */
export interface LoanWindow {
  /** The day it leaves the centre, or can be picked up. */
  readonly dispatchOn: CivilDate;
  /** The day it is at school, `from` at the latest. */
  readonly arrivesOn: CivilDate;
  /** The day it leaves the school, or is handed in. */
  readonly returnOn: CivilDate;
  /** The day it is back at the centre. */
  readonly backOn: CivilDate;
  /** First day that the ledger claims: the day of dispatch. */
  readonly claimedFrom: CivilDate;
  /** Last day that the ledger claims: the end of turnaround. Every calendar day between is claimed. */
  readonly claimedTo: CivilDate;
}

/** What decides a journey, apart from the dates. All buffers are counted in the office's open days. */
export interface JourneyRules {
  readonly delivery: Delivery;
  readonly office: OpenDays;
  /** The municipality's runs; needed for `transport`, otherwise unused. */
  readonly transport?: TransportCalendar;
  /** From dispatch to school: 1 by transport (sent before the first day, never on it), 2 by post when left out. */
  readonly transitOutOpenDays?: number;
  /** From school to the centre: 0 by transport (back the day it is fetched), 2 by post when left out. */
  readonly transitBackOpenDays?: number;
  /** To check and charge what came back; 0 lends it out again on the next day. */
  readonly turnaroundOpenDays: number;
}

export interface LoanWindowRequest extends Period, JourneyRules {
  /** Today at the centre. */
  readonly today: CivilDate;
  /** From today to dispatch, in open days: 0 can leave today. */
  readonly leadOpenDays: number;
  /** The longest loan at school in calendar days, both ends counted; no limit when left out. */
  readonly maxDays?: number;
  /** The days on which a loan may begin or end; Monday to Friday but for holidays is `officeCalendar()`. */
  readonly school: Pick<OpenDays, 'isOpen'>;
}

export type LoanWindowRefusal =
  | { readonly code: 'to_before_from' }
  | { readonly code: 'in_the_past' }
  /** `maxDays` is the limit that was passed. */
  | { readonly code: 'too_long'; readonly maxDays: number }
  | { readonly code: 'closed_first_day' }
  | { readonly code: 'closed_last_day' }
  /** `earliest` is the first day at school that can be had, if there is one within 200 days. */
  | { readonly code: 'too_soon'; readonly earliest?: CivilDate }
  /** No run of the municipality, or no open day at the centre, within 200 days of what was asked. */
  | { readonly code: 'no_transport' };

export type LoanWindowResult =
  | { readonly ok: true; readonly window: LoanWindow }
  | { readonly ok: false; readonly refusal: LoanWindowRefusal };

/** Days to look for the earliest first day before saying that there is none. */
const earliestSearchLimit = 200;

/**
 * The journey of a loan, or the first reason against it in the order of {@link LoanWindowRefusal}.
 * Pure: the same request has the same answer wherever and whenever it is asked.
 */
export function loanWindow(request: LoanWindowRequest): LoanWindowResult {
  const { from, to, today, maxDays, school } = request;
  if (to < from) return refused({ code: 'to_before_from' });
  if (from < today) return refused({ code: 'in_the_past' });
  if (maxDays !== undefined && daysBetween(from, to) + 1 > maxDays)
    return refused({ code: 'too_long', maxDays });
  if (!school.isOpen(from)) return refused({ code: 'closed_first_day' });
  if (!school.isOpen(to)) return refused({ code: 'closed_last_day' });
  const window = journey(request, request);
  if (!window) return refused({ code: 'no_transport' });
  if (window.dispatchOn < earliestDispatch(request)) {
    const earliest = earliestFirstDay(request);
    return refused({ code: 'too_soon', ...(earliest && { earliest }) });
  }
  return { ok: true, window };
}

/**
 * The journey around a period at school, whatever day it is today: for rebuilding a ledger, and for loans that staff
 * enter afterwards. Undefined when the municipality has no run, or the centre no open day, to carry it.
 */
export function journey({ from, to }: Period, rules: JourneyRules): LoanWindow | undefined {
  try {
    const out = wayOut(from, rules);
    const back = wayBack(to, rules);
    return {
      ...out,
      ...back,
      claimedFrom: out.dispatchOn,
      claimedTo: rules.office.addOpenDays(back.backOn, rules.turnaroundOpenDays),
    };
  } catch (error) {
    if (error instanceof NeverOpenError) return undefined;
    throw error;
  }
}

/** The first day at school that the lead time and the journey allow; undefined when none lies within 200 days. */
export function earliestFirstDay(
  request: Omit<LoanWindowRequest, 'from' | 'to' | 'maxDays' | 'turnaroundOpenDays'>,
): CivilDate | undefined {
  try {
    const dispatch = earliestDispatch(request);
    for (let days = 0; days <= earliestSearchLimit; days += 1) {
      const from = addDays(laterOf(request.today, dispatch), days);
      if (request.school.isOpen(from) && wayOut(from, request).dispatchOn >= dispatch) return from;
    }
    return undefined;
  } catch (error) {
    if (error instanceof NeverOpenError) return undefined;
    throw error;
  }
}

type Way = Omit<JourneyRules, 'turnaroundOpenDays'>;

function wayOut(from: CivilDate, { delivery, office, transport, transitOutOpenDays }: Way) {
  // A first day at school may be closed at the centre: nothing is sent, and nothing counted, on such a day.
  const lastOpenDay = office.previousOpenDay(from);
  if (delivery === 'pickup') return { dispatchOn: lastOpenDay, arrivesOn: lastOpenDay };
  const transit = transitOutOpenDays ?? (delivery === 'transport' ? 1 : 2);
  const latestDispatch = office.addOpenDays(lastOpenDay, -transit);
  const dispatchOn =
    delivery === 'transport' ? runsOf(transport).lastRunOnOrBefore(latestDispatch) : latestDispatch;
  return { dispatchOn, arrivesOn: office.addOpenDays(dispatchOn, transit) };
}

function wayBack(to: CivilDate, { delivery, office, transport, transitBackOpenDays }: Way) {
  if (delivery === 'pickup') {
    const returnOn = office.nextOpenDay(to);
    return { returnOn, backOn: returnOn };
  }
  // The class has the whole last day: a run fetches on a later one, and a parcel is posted when school is out.
  const returnOn = delivery === 'transport' ? runsOf(transport).firstRunOnOrAfter(addDays(to, 1)) : to;
  const transit = transitBackOpenDays ?? (delivery === 'transport' ? 0 : 2);
  return { returnOn, backOn: office.nextOpenDay(office.addOpenDays(returnOn, transit)) };
}

function runsOf(transport: TransportCalendar | undefined): TransportCalendar {
  if (!transport) throw new NeverOpenError('the municipality has no transport');
  return transport;
}

function earliestDispatch({
  office,
  today,
  leadOpenDays,
}: Pick<LoanWindowRequest, 'office' | 'today' | 'leadOpenDays'>) {
  return office.nextOpenDay(office.addOpenDays(today, leadOpenDays));
}

function refused(refusal: LoanWindowRefusal): LoanWindowResult {
  return { ok: false, refusal };
}

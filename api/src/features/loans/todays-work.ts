import { type CivilDate, civilDateAt, daysBetween, parseCivilDate } from '@mediecentral/calendar';
import type { LoanState, Queue, Today } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { linesInDanger } from '../equipment/index.ts';
import { type CentreCalendars, listAllMunicipalities, loadCalendars } from '../organisation/index.ts';
import { overdueDays } from './loan-dues.ts';
import { findByDispatch, findByReturn, findLoansIn, firstRequestedAt } from './loan-list.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { dueIn, presentQueued } from './present-loan.ts';
import { statesInDanger, viewingOf } from './view-loans.ts';

/** The first so many of each queue. */
const shownOfQueue = 50;
/** Work is seen so many of the centre's open days ahead. */
const openDaysAhead = 5;
const someday = '9999-12-31';

type Queued = { queue: Queue; total: number; oldestDays: number; loans: LoanRecord[] };

/** The centre's day: what waits for an answer, to pack, to send, to come back, is late or in danger, and today's runs. */
export async function todaysWork(viewer: Actor): Promise<Today> {
  const date = clock.today();
  const calendars = await loadCalendars();
  const horizon = calendars.office.addOpenDays(date, openDaysAhead);
  const queues = [
    await toAnswer(date),
    await byDispatch('to_pack', ['approved', 'partly_approved'], horizon, date),
    await byDispatch('to_send', ['packed'], someday, date),
    ...(await toComeBack(horizon, date)),
    await inDanger(date),
  ];
  const viewing = await viewingOf(
    viewer,
    queues.flatMap(({ loans }) => loans),
  );
  return {
    date,
    open: calendars.office.isOpen(date),
    queues: queues.map(({ queue, total, oldestDays, loans }) => ({
      queue,
      total,
      oldestDays,
      items: loans.map((loan) => presentQueued(queue, loan, viewing)),
    })),
    runs: await todaysRuns(date, calendars),
  };
}

async function toAnswer(today: CivilDate): Promise<Queued> {
  const { total, loans } = await findByDispatch(['requested'], someday, shownOfQueue);
  const oldest = await firstRequestedAt('requested');
  return {
    queue: 'to_answer',
    total,
    loans,
    oldestDays: oldest ? Math.max(0, daysBetween(civilDateAt(oldest), today)) : 0,
  };
}

async function byDispatch(
  queue: Queue,
  states: readonly LoanState[],
  until: string,
  today: CivilDate,
): Promise<Queued> {
  const { total, loans } = await findByDispatch(states, until, shownOfQueue);
  return { queue, total, loans, oldestDays: daysPastDue(queue, loans, today) };
}

/** What is on its way or asked for back is expected however far ahead its day is; what has come waits to be checked. */
async function toComeBack(horizon: CivilDate, today: CivilDate): Promise<Queued[]> {
  const [away, coming] = await Promise.all([
    findByReturn(['dispatched', 'on_loan'], horizon),
    findByReturn(['recalled', 'return_in_transit', 'received']),
  ]);
  const loans = [...away, ...coming].toSorted((left, right) =>
    left.window.backOn.localeCompare(right.window.backOn),
  );
  const isLate = (loan: LoanRecord) => overdueDays(loan, today) > 0;
  return [
    queued(
      'expected_back',
      loans.filter((loan) => !isLate(loan)),
      today,
    ),
    queued('overdue', loans.filter(isLate), today),
  ];
}

async function inDanger(today: CivilDate): Promise<Queued> {
  const ids = [...new Set((await linesInDanger()).map(({ loanId }) => loanId).filter(Boolean))];
  return queued('in_danger', await findLoansIn(ids, statesInDanger), today);
}

const queued = (queue: Queue, loans: LoanRecord[], today: CivilDate): Queued => ({
  queue,
  total: loans.length,
  oldestDays: daysPastDue(queue, loans, today),
  loans: loans.slice(0, shownOfQueue),
});

const daysPastDue = (queue: Queue, loans: readonly LoanRecord[], today: CivilDate) =>
  Math.max(0, ...loans.map((loan) => daysBetween(parseCivilDate(dueIn(queue, loan)), today)));

/** Today's runs with what goes out with each, what should have gone before included. */
async function todaysRuns(today: CivilDate, calendars: CentreCalendars): Promise<Today['runs']> {
  const { loans } = await findByDispatch(['approved', 'partly_approved', 'packed'], today, 1000);
  const going = loans.filter(({ delivery }) => delivery === 'transport');
  return (await listAllMunicipalities())
    .filter(({ code }) => calendars.transportOf(code)?.isRun(today))
    .map((municipality) => {
      const departure = calendars.departureOf(municipality.code);
      return {
        municipality,
        ...(departure ? { departure } : {}),
        loans: going.filter((loan) => loan.municipality.code === municipality.code).length,
      };
    });
}

import { addDays, type CivilDate, partsOf } from '@mediecentral/calendar';
import type { LoanState, Outcome } from '@mediecentral/contracts';
import type { LoanRecord } from '../../features/loans/index.ts';
import type { EquipmentKind } from '../equipment/index.ts';
import { stableId } from '../stable-id.ts';
import type { LendableUnit } from './assign-units.ts';
import { inventedGroup, inventedTeacher } from './borrowers.ts';
import { hasBox } from './loan-state-on.ts';
import type { PlannedLoan } from './plan-loans.ts';

type Event = LoanRecord['events'][number];
type Line = LoanRecord['lines'][number];

export type Telling = {
  reference: string;
  state: LoanState;
  today: CivilDate;
  /** No event is later than this. */
  now: Date;
  unitsOf: (kind: EquipmentKind) => readonly LendableUnit[];
  /** Who borrowed where it is one of the people who can log in. */
  borrower?: NonNullable<LoanRecord['borrower']> | undefined;
};

/** Borrowers of loans that ended longer ago than this many days have been made anonymous. */
const borrowersKeptDays = 365;

const staffName = 'Kerstin Ahl';

/** A planned loan as it would stand in the database today. */
export function tellLoan(loan: PlannedLoan, telling: Telling): LoanRecord {
  const { reference, state, today } = telling;
  const wasSent = hasBox(state) && state !== 'packed';
  const isBack = state === 'received' || state === 'closed';
  const borrower = telling.borrower ?? {
    id: stableId('borrower', `${loan.schoolUnit.id} ${loan.dice % 7}`),
    ...inventedTeacher(loan.dice % 9973),
  };
  const isAnonymous = loan.to < addDays(today, -borrowersKeptDays);
  const events = eventsOf(loan, telling, isAnonymous ? undefined : borrower.displayName);
  return {
    id: stableId('loan', loan.key),
    reference,
    state,
    version: events.length,
    year: partsOf(loan.from).year,
    requestedAt: events[0]?.at ?? telling.now,
    ...(isAnonymous ? {} : { borrower }),
    schoolUnit: { id: loan.schoolUnit.id, name: loan.schoolUnit.name },
    municipality: loan.schoolUnit.municipality,
    from: loan.from,
    to: loan.to,
    window: { ...loan.window },
    delivery: loan.delivery,
    ...inventedGroup(loan.dice, loan.schoolUnit.stages),
    pupils: 14 + (loan.dice % 15),
    purpose: loan.purpose,
    lines: loan.lines.map((line) => lineOf(loan, line, telling)),
    shipments: shipmentsOf(loan, wasSent, isBack),
    events,
    wasSent,
    ...(isBack ? { cameBackLate: loan.isLate } : {}),
    untold: [],
  };
}

function lineOf(loan: PlannedLoan, { kind, quantity }: PlannedLoan['lines'][number], telling: Telling): Line {
  const { state, unitsOf } = telling;
  const isAnswered = !['requested', 'cancelled'].includes(state);
  const granted = state === 'rejected' ? 0 : quantity;
  const units = hasBox(state) ? unitsOf(kind) : [];
  return {
    id: stableId('line', `${loan.key}/${kind.prefix}`),
    modelId: stableId('model', kind.prefix),
    modelName: kind.name,
    drawing: kind.drawing,
    shelf: kind.shelf,
    contents: [...kind.contents],
    asked: state === 'partly_approved' ? quantity + 2 : quantity,
    ...(isAnswered ? { granted } : {}),
    units: units.map((unit, index) => ({
      unitId: unit.id,
      inventoryNumber: unit.inventoryNumber,
      ...(state === 'closed' ? outcomeOf(loan, index) : {}),
    })),
  };
}

/** One box in thirty comes back with something broken, as many with something missing. */
function outcomeOf({ dice }: PlannedLoan, index: number): { outcome: Outcome; note?: string } {
  if (index === 0 && dice % 31 === 0)
    return { outcome: 'damaged', note: 'Kontakten glappade, lagad samma vecka.' };
  if (index === 0 && dice % 37 === 0) return { outcome: 'incomplete', note: 'En kabel saknades, ersatt.' };
  return { outcome: 'returned' };
}

function shipmentsOf(loan: PlannedLoan, wasSent: boolean, isBack: boolean): LoanRecord['shipments'] {
  if (loan.delivery === 'pickup') return [];
  const carrier =
    loan.delivery === 'post' ? 'Postnord' : `Transporten till ${loan.schoolUnit.municipality.name}`;
  return [
    ...(wasSent ? [{ direction: 'out' as const, carrier, date: loan.window.dispatchOn }] : []),
    ...(isBack ? [{ direction: 'back' as const, carrier, date: loan.backOn }] : []),
  ];
}

/** What has happened so far, each on its day and in working hours. */
function eventsOf(loan: PlannedLoan, { state, today, now }: Telling, borrower: string | undefined): Event[] {
  const steps: [date: string, kind: Event['kind'], side: Event['side']][] = [
    [loan.requestedOn, 'requested', 'borrower'],
  ];
  if (state === 'rejected') steps.push([loan.answeredOn, 'rejected', 'staff']);
  else if (state === 'cancelled') steps.push([loan.answeredOn, 'cancelled', 'borrower']);
  else if (state !== 'requested') {
    steps.push([loan.answeredOn, state === 'partly_approved' ? 'partly_approved' : 'approved', 'staff']);
    if (hasBox(state)) steps.push([state === 'packed' ? today : loan.window.dispatchOn, 'packed', 'staff']);
    if (hasBox(state) && state !== 'packed') steps.push([loan.window.dispatchOn, 'dispatched', 'staff']);
    if (['on_loan', 'return_in_transit', 'received', 'closed'].includes(state))
      steps.push([loan.window.arrivesOn, 'receipt_confirmed', 'borrower']);
    if (state === 'return_in_transit') steps.push([loan.window.returnOn, 'sent_back', 'borrower']);
    if (state === 'received' || state === 'closed') steps.push([loan.backOn, 'received', 'staff']);
    if (state === 'closed') steps.push([loan.backOn, 'checked', 'staff'], [loan.backOn, 'closed', 'staff']);
  }
  return steps.map(([date, kind, side], index) => {
    const by = side === 'staff' ? staffName : borrower;
    return { at: atWork(date, loan.dice, index, now), side, kind, ...(by ? { by } : {}) };
  });
}

function atWork(date: string, dice: number, index: number, now: Date): Date {
  const minutes = 7 * 60 + (dice % 120) + index * 13;
  const at = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  return new Date(Math.min(at, now.getTime()));
}

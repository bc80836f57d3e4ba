import type { CivilDate } from '@mediecentral/calendar';
import type { ListedLoan, Loan, LoanCommand, Queue, QueuedLoan } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { commandsFor } from './loan-life.ts';
import { overdueDays } from './loan-dues.ts';
import type { LoanRecord } from './loan-record.ts';
import { mayAct } from './loans.policy.ts';

export type Viewing = {
  /** Absent where nobody in particular looks, as in a message. */
  viewer?: Actor | undefined;
  today: CivilDate;
  /** Ids of the loans that are in danger. */
  inDanger: ReadonlySet<string>;
};

export function presentLoan(loan: LoanRecord, viewing: Viewing): Loan {
  return {
    ...headOf(loan, viewing),
    lines: loan.lines.map(({ units, ...line }) => ({
      ...line,
      units: units.map(({ repair: _repair, ...unit }) => unit),
    })),
    shipments: loan.shipments,
    events: loan.events.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}

export function presentListed(loan: LoanRecord, viewing: Viewing): ListedLoan {
  return {
    ...headOf(loan, viewing),
    lines: loan.lines.map(({ contents: _contents, units: _units, ...line }) => line),
    unitsPacked: loan.lines.reduce((sum, line) => sum + line.units.length, 0),
  };
}

export function presentQueued(queue: Queue, loan: LoanRecord, viewing: Viewing): QueuedLoan {
  return { ...presentListed(loan, viewing), fits: !viewing.inDanger.has(loan.id), due: dueIn(queue, loan) };
}

/** The day the next step is due: it leaves the centre, or is back there. */
export const dueIn = (queue: Queue, { window }: Pick<LoanRecord, 'window'>): string =>
  queue === 'expected_back' || queue === 'overdue' ? window.backOn : window.dispatchOn;

function headOf(loan: LoanRecord, { viewer, today, inDanger }: Viewing) {
  const { id, reference, state, version, borrower, schoolUnit, municipality, stage } = loan;
  const { from, to, window, delivery, group, pupils, purpose } = loan;
  return {
    id,
    reference,
    state,
    version,
    requestedAt: loan.requestedAt.toISOString(),
    ...(borrower ? { borrower } : {}),
    schoolUnit,
    municipality,
    ...(stage ? { stage } : {}),
    from,
    to,
    window,
    delivery,
    ...(group === undefined ? {} : { group }),
    ...(pupils === undefined ? {} : { pupils }),
    ...(purpose === undefined ? {} : { purpose }),
    overdueDays: overdueDays(loan, today),
    inDanger: inDanger.has(id),
    allowed: allowedFor(loan, viewer),
  };
}

function allowedFor(loan: LoanRecord, viewer: Actor | undefined): LoanCommand[] {
  return viewer ? commandsFor(loan).filter((command) => mayAct(viewer, command, loan)) : [];
}

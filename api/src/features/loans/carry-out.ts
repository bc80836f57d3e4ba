import type { Loan, LoanCommand, LoanState } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { recordChange } from '../audit/index.ts';
import type { LoanNews } from '../notifications/index.ts';
import { requireVisibleLoan } from './find-visible-loan.ts';
import { isAlreadyDone, stateAfter } from './loan-life.ts';
import { changeLoan, findLoan, type LoanChange } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { actionOf, isStaff, sideOf } from './loans.policy.ts';
import { settleLoan } from './settle-loan.ts';

/** A loan in the version that the person saw. */
export type Given = { id: string; version: number };

/** What a command does beyond taking the loan to its next state. */
export type Effect = {
  change?: Omit<LoanChange, 'event' | 'news' | 'unsettledSince'>;
  event: Loan['events'][number]['kind'];
  message?: string | undefined;
  /** What the borrower is told, with the message as a remark. */
  news?: LoanNews;
};

export type Order = {
  command: LoanCommand;
  /** For commands whose effect is more than a state: whether all of it holds. */
  holds?: (loan: LoanRecord) => boolean;
  /** Called with the loan as it is and the state it will be in; throws for what cannot be. */
  effect(loan: LoanRecord, next: LoanState): Effect;
};

/**
 * Carries out one command: looks who asks, compares state and version, writes state and history in one change, and draws
 * the consequences. A command whose effect holds already is answered with the loan as it is, whatever version it names.
 * @throws ProblemError `not_found`, `forbidden`, `school_not_yours`, `stale`, `wrong_state`, and what the order throws
 */
export async function carryOut(
  services: Services,
  actor: Actor,
  { id, version }: Given,
  order: Order,
): Promise<LoanRecord> {
  const { command } = order;
  const loan = await requireVisibleLoan(actor, actionOf[command], id);
  if (isDone(order, loan)) return loan;
  if (loan.version !== version) throw stale(loan);
  const next = stateAfter(command, loan);
  if (!next) throw new ProblemError('wrong_state', `${command} cannot be done when ${loan.state}`);
  const { change, event, message, news } = order.effect(loan, next);
  const now = clock.now();
  const changed = await changeLoan(loan, {
    state: next,
    ...change,
    unsettledSince: now,
    event: {
      at: now,
      by: actor.displayName,
      side: sideOf(actor),
      kind: event,
      ...(message ? { message } : {}),
    },
    ...(news
      ? { news: { news, key: `loan:${id}:${news}:${version + 1}`, ...(message ? { remark: message } : {}) } }
      : {}),
  });
  if (!changed) return answerAfterOther(order, loan);
  await settleLoan(services, changed);
  await keepTrail(actor, command, changed, message);
  return changed;
}

const isDone = ({ command, holds }: Order, loan: LoanRecord) =>
  (isAlreadyDone(command, loan) || command === 'check') && (holds ? holds(loan) : true);

/** Somebody was first: with the same command all is well, with another one the person has to look again. */
async function answerAfterOther(order: Order, before: LoanRecord): Promise<LoanRecord> {
  const loan = await findLoan(before.id);
  if (loan && isDone(order, loan)) return loan;
  throw stale(loan ?? before);
}

const stale = ({ reference }: LoanRecord) =>
  new ProblemError('stale', `${reference} has been changed since it was read`);

/** Who did what for the centre. What borrowers do with their own loans stands in the loan itself. */
async function keepTrail(
  actor: Actor,
  command: LoanCommand,
  { id, reference, state }: LoanRecord,
  message: string | undefined,
): Promise<void> {
  if (!isStaff(actor)) return;
  await recordChange({
    actor,
    action: `loan.${command}`,
    subject: { kind: 'loan', id, label: reference },
    changes: { state, ...(message ? { message } : {}) },
  });
}

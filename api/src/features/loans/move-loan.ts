import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { carryOut, type Given } from './carry-out.ts';
import type { LoanRecord } from './loan-record.ts';

type Command<Extra = unknown> = (
  services: Services,
  actor: Actor,
  given: Given & Extra,
) => Promise<LoanRecord>;
type Remark = { message?: string | undefined };
type Parcel = { carrier?: string | undefined; tracking?: string | undefined };

/** Sent, or handed over at a pickup. From now on it counts among the year's loans. */
export const dispatchLoan: Command<Remark & Parcel> = (
  services,
  actor,
  { carrier, tracking, message, ...given },
) =>
  carryOut(services, actor, given, {
    command: 'dispatch',
    effect: (loan) => ({
      change: {
        wasSent: true,
        shipments: [...loan.shipments, ...shipmentOf(loan, 'out', { carrier, tracking })],
      },
      event: 'dispatched',
      message,
      news: 'dispatched',
    }),
  });

/** The box is at school. */
export const confirmReceipt: Command = (services, actor, given) =>
  carryOut(services, actor, given, {
    command: 'confirm-receipt',
    effect: () => ({ event: 'receipt_confirmed' }),
  });

/** The box has left the school. */
export const sendBackLoan: Command = (services, actor, given) =>
  carryOut(services, actor, given, {
    command: 'send-back',
    effect: (loan) => ({
      change: { shipments: [...loan.shipments, ...shipmentOf(loan, 'back', {})] },
      event: 'sent_back',
    }),
  });

/** The box is back at the centre, still to be checked. */
export const receiveLoan: Command = (services, actor, given) =>
  carryOut(services, actor, given, {
    command: 'receive',
    effect: (loan) => ({
      change: { cameBackLate: clock.today() > loan.window.backOn },
      event: 'received',
      news: 'received',
    }),
  });

/** Everything is accounted for. */
export const closeLoan: Command<Remark> = (services, actor, { message, ...given }) =>
  carryOut(services, actor, given, {
    command: 'close',
    effect: () => ({ event: 'closed', message, news: 'closed' }),
  });

/** Called off before it is sent; what it held is free at once. */
export const cancelLoan: Command<Remark> = (services, actor, { message, ...given }) =>
  carryOut(services, actor, given, {
    command: 'cancel',
    effect: () => ({ event: 'cancelled', message, news: 'cancelled' }),
  });

/** Asked for back before its last day. */
export const recallLoan: Command<{ message: string }> = (services, actor, { message, ...given }) =>
  carryOut(services, actor, given, {
    command: 'recall',
    effect: () => ({ event: 'recalled', message, news: 'recalled' }),
  });

/** Without a carrier's name it is the kind of delivery, which clients have a word for. Nothing is sent at a pickup. */
function shipmentOf(
  { delivery }: LoanRecord,
  direction: 'out' | 'back',
  { carrier, tracking }: Parcel,
): LoanRecord['shipments'] {
  if (delivery === 'pickup') return [];
  return [
    { direction, carrier: carrier || delivery, date: clock.today(), ...(tracking ? { tracking } : {}) },
  ];
}

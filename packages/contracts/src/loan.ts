import { z } from 'zod';
import { civilDate, id, instant, version } from './common.ts';
import { municipality, stage } from './organisation.ts';

/** `reserving` and `failed` are the two ends of a booking that was not committed; nobody is shown such a loan. */
export const loanStates = [
  'reserving',
  'failed',
  'requested',
  'waitlisted',
  'approved',
  'partly_approved',
  'rejected',
  'packed',
  'dispatched',
  'on_loan',
  'return_in_transit',
  'received',
  'closed',
  'cancelled',
  'recalled',
] as const;
export const loanState = z.enum(loanStates);
export type LoanState = z.infer<typeof loanState>;

/** `transport`: the municipality's run; `post`: parcel; `pickup`: fetched at and returned to the centre. */
export const deliveries = ['transport', 'post', 'pickup'] as const;
export const delivery = z.enum(deliveries);
export type Delivery = z.infer<typeof delivery>;

export const outcomes = ['returned', 'damaged', 'incomplete', 'consumed', 'lost', 'found_later'] as const;
export const outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof outcome>;

/** What may be done with a loan; each is one command with one intent. */
export const loanCommands = [
  'approve',
  'reject',
  'pack',
  'dispatch',
  'confirm-receipt',
  'send-back',
  'receive',
  'check',
  'close',
  'cancel',
  'recall',
] as const;
export type LoanCommand = (typeof loanCommands)[number];

/** From request to rest: the civil dates of a loan's journey, transit and turnaround included. */
export const loanWindow = z.strictObject({
  /** The day it leaves the centre (or can be picked up). */
  dispatchOn: civilDate,
  /** The day it is at school. */
  arrivesOn: civilDate,
  /** The day it leaves the school (or is handed in). */
  returnOn: civilDate,
  /** The day it is back at the centre. */
  backOn: civilDate,
  /** What the ledger claims, turnaround included. */
  claimedFrom: civilDate,
  claimedTo: civilDate,
});
export type LoanWindow = z.infer<typeof loanWindow>;

export const loanUnit = z.strictObject({
  unitId: id,
  inventoryNumber: z.string(),
  outcome: outcome.optional(),
  note: z.string().optional(),
});

export const loanLine = z.strictObject({
  id,
  modelId: id,
  modelName: z.string(),
  drawing: z.string(),
  shelf: z.string(),
  /** What one unit should contain, to check against at packing and return. */
  contents: z.array(z.string()),
  asked: z.int().min(1),
  /** Absent until staff have answered. */
  granted: z.int().min(0).optional(),
  units: z.array(loanUnit),
});
export type LoanLine = z.infer<typeof loanLine>;

export const shipment = z.strictObject({
  direction: z.enum(['out', 'back']),
  carrier: z.string(),
  date: civilDate,
  tracking: z.string().optional(),
});

export const loanEvent = z.strictObject({
  at: instant,
  /** The name of who did it; absent for the system and where it has been made anonymous. */
  by: z.string().optional(),
  /** `borrower`, `staff` or `system`. */
  side: z.enum(['borrower', 'staff', 'system']),
  kind: z.enum([
    'requested',
    'approved',
    'partly_approved',
    'rejected',
    'unit_packed',
    'unit_unpacked',
    'packed',
    'dispatched',
    'receipt_confirmed',
    'sent_back',
    'received',
    'checked',
    'closed',
    'cancelled',
    'recalled',
    'damage_reported',
    'reminded',
  ]),
  message: z.string().optional(),
});

export const loan = z.strictObject({
  id,
  /** For people: `L-2026-00042`, the year of the request. */
  reference: z.string(),
  state: loanState,
  version,
  requestedAt: instant,
  /** Absent once the borrower has been made anonymous. */
  borrower: z.strictObject({ id, displayName: z.string(), email: z.string().optional() }).optional(),
  schoolUnit: z.strictObject({ id, name: z.string() }),
  municipality,
  stage: stage.optional(),
  /** First and last day at school. */
  from: civilDate,
  to: civilDate,
  window: loanWindow,
  delivery,
  /** The class or group: `5A`. */
  group: z.string().optional(),
  pupils: z.int().optional(),
  purpose: z.string().optional(),
  lines: z.array(loanLine),
  shipments: z.array(shipment),
  events: z.array(loanEvent),
  /** Days past the day it should have been back at the centre while it is still out; derived, 0 when it is not late. */
  overdueDays: z.int().min(0),
  /** True where units that were counted on broke or were lost. */
  inDanger: z.boolean(),
  /** What the person who asks may do with the loan now. */
  allowed: z.array(z.enum(loanCommands)),
});
export type Loan = z.infer<typeof loan>;

/** In lists: without events and units. */
export const listedLoan = loan.omit({ events: true, shipments: true, lines: true }).extend({
  lines: z.array(loanLine.omit({ contents: true, units: true })),
  unitsPacked: z.int().min(0),
});
export type ListedLoan = z.infer<typeof listedLoan>;

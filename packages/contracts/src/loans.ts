import { z } from 'zod';
import {
  civilDate,
  flag,
  id,
  idParams,
  instant,
  municipalityCode,
  page,
  pageQuery,
  text,
  version,
} from './common.ts';
import { municipality, stage } from './organisation.ts';
import { unavailableLine } from './problem.ts';
import { defineRoute, file } from './route.ts';

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
  /** Days past the last day at school while it is still out; derived, 0 when it is not late. */
  overdueDays: z.int().min(0),
  /** True where units that were counted on broke or were lost. */
  inDanger: z.boolean(),
  /** What the person who asks may do with the loan now. */
  allowed: z.array(z.enum(loanCommands)),
});
export type Loan = z.infer<typeof loan>;

const loanLineRequest = z.strictObject({ modelId: id, quantity: z.int().min(1).max(1000) });

const period = { from: civilDate, to: civilDate };

export const loanRequest = z.strictObject({
  /** Made by the client once for a booking: sent again, the same loan comes back. */
  requestId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'not_a_request_id'),
  schoolUnitId: id,
  ...period,
  lines: z.array(loanLineRequest).min(1, 'empty').max(20),
  delivery,
  group: text(60).optional(),
  pupils: z.int().min(1).max(2000).optional(),
  stage: stage.optional(),
  purpose: text(1000).optional(),
  /** Staff only: book for a school in spite of the overdue block, with a reason. */
  override: text(300).optional(),
});
export type LoanRequest = z.infer<typeof loanRequest>;

export const quoteRequest = z.strictObject({
  schoolUnitId: id,
  ...period,
  delivery,
  lines: z.array(loanLineRequest).min(1, 'empty').max(20),
});

export const quote = z.strictObject({
  window: loanWindow,
  /** Days at school, weekends and holidays not counted. */
  schoolDays: z.int(),
  fits: z.boolean(),
  lines: z.array(unavailableLine),
});
export type Quote = z.infer<typeof quote>;

/** In lists: without events and units. */
export const listedLoan = loan.omit({ events: true, shipments: true, lines: true }).extend({
  lines: z.array(loanLine.omit({ contents: true, units: true })),
  unitsPacked: z.int().min(0),
});
export type ListedLoan = z.infer<typeof listedLoan>;

/** The order of the work: what waits for an answer, to pack, to send, to come back, is late, is in danger. */
export const queues = ['to_answer', 'to_pack', 'to_send', 'expected_back', 'overdue', 'in_danger'] as const;
export const queue = z.enum(queues);
export type Queue = z.infer<typeof queue>;

export const queuedLoan = listedLoan.extend({
  /** For `to_answer`: does it still fit if all of it is granted? Always true, since it is claimed, unless in danger. */
  fits: z.boolean(),
  /** The day the next step is due. */
  due: civilDate,
});
export type QueuedLoan = z.infer<typeof queuedLoan>;

export const today = z.strictObject({
  date: civilDate,
  /** False on weekends, public holidays and the centre's closed days. */
  open: z.boolean(),
  queues: z.array(z.strictObject({ queue, total: z.int(), oldestDays: z.int(), items: z.array(queuedLoan) })),
  /** Today's transport runs and how many loans go with each. */
  runs: z.array(z.strictObject({ municipality, departure: z.string().optional(), loans: z.int() })),
});
export type Today = z.infer<typeof today>;

/** What staff see beside a request: the borrower's record and each line's days. */
export const decision = z.strictObject({
  loanId: id,
  /** Loans of the school this year, and how many of all its returned loans came back late. */
  loansThisYear: z.int(),
  lateReturns: z.int(),
  lines: z.array(
    z.strictObject({
      lineId: id,
      modelId: id,
      modelName: z.string(),
      asked: z.int(),
      /** The most that can be granted: what the loan itself has claimed, less what broke. */
      grantable: z.int(),
      days: z.array(z.strictObject({ date: civilDate, free: z.int(), open: z.boolean() })),
    }),
  ),
});
export type Decision = z.infer<typeof decision>;

const answered = { 200: loan } as const;
const command = <Name extends string, Body extends z.ZodRawShape>(
  name: Name,
  access: 'loans.handle' | 'loans.cancel' | 'loans.confirm_receipt',
  summary: string,
  body: Body,
) =>
  defineRoute({
    operation: `${name}Loan`,
    method: 'post',
    path: `/api/loans/{id}/${name}`,
    tag: 'loans',
    summary,
    access,
    params: idParams,
    body: z.strictObject({ version, ...body }),
    responses: answered,
  });

const message = text(1000).optional();

export const bookLoan = defineRoute({
  operation: 'bookLoan',
  method: 'post',
  path: '/api/loans',
  tag: 'loans',
  summary: 'Book; 409 `not_available` says for every line how many are free and the nearest dates that fit',
  access: 'loans.book',
  body: loanRequest,
  responses: { 201: loan },
});

export const quoteLoan = defineRoute({
  operation: 'quoteLoan',
  method: 'post',
  path: '/api/loans/quote',
  tag: 'loans',
  summary: 'Would this fit, when would it come and go? Changes nothing',
  access: 'loans.book',
  body: quoteRequest,
  responses: { 200: quote },
});

export const listLoans = defineRoute({
  operation: 'listLoans',
  method: 'get',
  path: '/api/loans',
  tag: 'loans',
  summary: 'Loans, newest first; a borrower sees those of their own school',
  access: 'loans.read',
  query: z.strictObject({
    /** Only those of the person who asks. */
    mine: flag.optional(),
    /** Not closed, rejected or cancelled. */
    open: flag.optional(),
    state: loanState.optional(),
    overdue: flag.optional(),
    municipality: municipalityCode.optional(),
    schoolUnitId: id.optional(),
    modelId: id.optional(),
    /** Loans at school on any day of the period. */
    from: civilDate.optional(),
    to: civilDate.optional(),
    /** A reference, or the beginning of one; or of a school's name. */
    q: text(60).optional(),
    ...pageQuery,
  }),
  responses: { 200: page(listedLoan) },
});

export const getLoan = defineRoute({
  operation: 'getLoan',
  method: 'get',
  path: '/api/loans/{id}',
  tag: 'loans',
  summary: 'One loan with what has happened to it',
  access: 'loans.read',
  params: idParams,
  responses: answered,
});

export const getLoanCalendar = defineRoute({
  operation: 'getLoanCalendar',
  method: 'get',
  path: '/api/loans/{id}/calendar.ics',
  tag: 'loans',
  summary: 'The loan’s days for one’s own calendar',
  access: 'loans.read',
  params: idParams,
  responses: { 200: file('text/calendar; charset=utf-8') },
});

export const getToday = defineRoute({
  operation: 'getToday',
  method: 'get',
  path: '/api/today',
  tag: 'loans',
  summary: 'The six queues of the day, the first 50 of each',
  access: 'loans.handle',
  responses: { 200: today },
});

export const getDecision = defineRoute({
  operation: 'getDecision',
  method: 'get',
  path: '/api/loans/{id}/decision',
  tag: 'loans',
  summary: 'What staff want to know before they answer',
  access: 'loans.handle',
  params: idParams,
  responses: { 200: decision },
});

export const approveLoan = command('approve', 'loans.handle', 'Grant all of it, or less on some lines', {
  /** Lines that are not named are granted whole; 0 grants nothing of the line. */
  lines: z.array(z.strictObject({ lineId: id, granted: z.int().min(0) })).optional(),
  message,
});
export const rejectLoan = command('reject', 'loans.handle', 'Say no, with a reason for the borrower', {
  message: text(1000).min(1, 'empty'),
});

export const scanResult = z.enum(['right', 'already', 'wrong', 'too_many', 'unknown', 'not_available']);
export const scanned = z.strictObject({
  result: scanResult,
  code: z.string(),
  unit: z
    .strictObject({ id, inventoryNumber: z.string(), modelName: z.string(), shelf: z.string() })
    .optional(),
  /** For `right` and `already`: the line it went to, and how many of it are still to pack. */
  lineId: id.optional(),
  left: z.int().optional(),
  /** For `wrong`: the loan that has it packed already, or waits for its model. */
  belongsTo: z.string().optional(),
  loan,
});
export type Scanned = z.infer<typeof scanned>;

/** Scanning needs no version: two people may pack one loan. A scan sent again has no second effect. */
export const scanIntoLoan = defineRoute({
  operation: 'scanIntoLoan',
  method: 'post',
  path: '/api/loans/{id}/scan',
  tag: 'loans',
  summary: 'Put the unit with this inventory number or barcode in the box',
  access: 'loans.handle',
  params: idParams,
  body: z.strictObject({ code: z.string().trim().min(1).max(100) }),
  responses: { 200: scanned },
});
export const unscanFromLoan = defineRoute({
  operation: 'unscanFromLoan',
  method: 'post',
  path: '/api/loans/{id}/unscan',
  tag: 'loans',
  summary: 'Take a unit out of the box again',
  access: 'loans.handle',
  params: idParams,
  body: z.strictObject({ unitId: id }),
  responses: answered,
});

export const packLoan = command(
  'pack',
  'loans.handle',
  'The box is complete, or goes with something missing',
  {
    /** Must be said where fewer units are packed than granted: the rest is released. */
    missing: text(300).optional(),
    message,
  },
);
export const dispatchLoan = command('dispatch', 'loans.handle', 'Sent, or handed over at a pickup', {
  carrier: text(80).optional(),
  tracking: text(80).optional(),
  message,
});
export const confirmReceipt = command('confirm-receipt', 'loans.confirm_receipt', 'The box is at school', {});
export const sendBackLoan = command('send-back', 'loans.confirm_receipt', 'The box has left the school', {});
export const receiveLoan = command('receive', 'loans.handle', 'The box is back at the centre', {});
export const checkLoan = command('check', 'loans.handle', 'Check what came back; some may come later', {
  /** Units that are not named are still out. */
  units: z
    .array(
      z.strictObject({ unitId: id, outcome, note: text(500).optional(), repair: z.boolean().optional() }),
    )
    .min(1, 'empty')
    .max(1000),
  message,
});
export const closeLoan = command('close', 'loans.handle', 'Everything is accounted for', { message });
export const cancelLoan = command('cancel', 'loans.cancel', 'Call it off before it is sent', { message });
export const recallLoan = command('recall', 'loans.handle', 'Ask for it back before its last day', {
  message: text(1000).min(1, 'empty'),
});

export const reportDamage = defineRoute({
  operation: 'reportDamage',
  method: 'post',
  path: '/api/loans/{id}/damage',
  tag: 'loans',
  summary: 'Tell staff that something is broken or missing',
  access: 'loans.confirm_receipt',
  params: idParams,
  body: z.strictObject({ message: text(1000).min(1, 'empty') }),
  responses: answered,
});

export const getPackingList = defineRoute({
  operation: 'getPackingList',
  method: 'get',
  path: '/api/loans/{id}/packing-list.pdf',
  tag: 'loans',
  summary: 'Packing list to lie in the box',
  access: 'loans.handle',
  params: idParams,
  responses: { 200: file('application/pdf') },
});
export const getLabels = defineRoute({
  operation: 'getLabels',
  method: 'get',
  path: '/api/loans/{id}/labels.pdf',
  tag: 'loans',
  summary: 'Address labels out and back, with QR codes',
  access: 'loans.handle',
  params: idParams,
  responses: { 200: file('application/pdf') },
});
export const getTodaysList = defineRoute({
  operation: 'getTodaysList',
  method: 'get',
  path: '/api/today/list.pdf',
  tag: 'loans',
  summary: 'What to pack and send today, by run and shelf',
  access: 'loans.handle',
  responses: { 200: file('application/pdf') },
});

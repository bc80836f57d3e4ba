import type { Delivery, LoanCommand, LoanState } from '@mediecentral/contracts';

/** Where a command leads from a state. */
type Step = Partial<Record<LoanState, LoanState>>;

const beforeDispatch = ['requested', 'waitlisted', 'approved', 'partly_approved', 'packed'] as const;
const fromEach = (states: readonly LoanState[], to: LoanState): Step =>
  Object.fromEntries(states.map((state) => [state, to]));

/**
 * The life of a loan: command × state → state. What is not here cannot be done. Approving in part leads to
 * `partly_approved` instead, and a pickup that is handed over is at school at once.
 */
const life: Record<LoanCommand, Step> = {
  approve: { requested: 'approved' },
  reject: fromEach(['requested', 'waitlisted'], 'rejected'),
  pack: fromEach(['approved', 'partly_approved'], 'packed'),
  dispatch: { packed: 'dispatched' },
  'confirm-receipt': { dispatched: 'on_loan' },
  'send-back': fromEach(['dispatched', 'on_loan', 'recalled'], 'return_in_transit'),
  // Schools forget to say that a box has come or gone, so staff can take it back from wherever it is said to be.
  receive: fromEach(['dispatched', 'on_loan', 'recalled', 'return_in_transit'], 'received'),
  // Something lost may be found when the loan is long closed.
  check: { received: 'received', closed: 'closed' },
  close: { received: 'closed' },
  cancel: fromEach(beforeDispatch, 'cancelled'),
  recall: fromEach(['dispatched', 'on_loan'], 'recalled'),
};

/** The parts of a loan that its life depends on. */
export type LoanSoFar = {
  state: LoanState;
  delivery: Delivery;
  lines: readonly { units: readonly { outcome?: string | undefined }[] }[];
};

/** The state that a command leads to; undefined where it cannot be done now. */
export function stateAfter(command: LoanCommand, loan: LoanSoFar): LoanState | undefined {
  const pickup = loan.delivery === 'pickup';
  // Who fetches at the centre also hands in there: nothing is under way.
  if (pickup && command === 'send-back') return undefined;
  if (command === 'close' && !isAccountedFor(loan)) return undefined;
  if (command === 'check' && loan.state === 'closed' && !hasLost(loan)) return undefined;
  const next = life[command][loan.state];
  return pickup && next === 'dispatched' ? 'on_loan' : next;
}

/** The command has been done already: given again, it is answered with the loan as it is. */
export function isAlreadyDone(command: LoanCommand, loan: LoanSoFar): boolean {
  if (command === 'approve') return loan.state === 'approved' || loan.state === 'partly_approved';
  if (command === 'check') return false;
  return Object.values(life[command]).some((next) => stateAtRest(next, loan.delivery) === loan.state);
}

/** Every unit in the box has come back, or it is known what became of it. */
export function isAccountedFor({ lines }: Pick<LoanSoFar, 'lines'>): boolean {
  return lines.every((line) => line.units.every((unit) => unit.outcome !== undefined));
}

/** What can be done with a loan now, whoever may do it. */
export const commandsFor = (loan: LoanSoFar): LoanCommand[] =>
  loanCommandsInOrder.filter((command) => stateAfter(command, loan) !== undefined);

/** The states in which the box has left the centre and is not back. */
export const statesAway = [
  'dispatched',
  'on_loan',
  'recalled',
  'return_in_transit',
] as const satisfies LoanState[];

/** The states in which a loan still asks something of somebody. */
export const openStates = [...beforeDispatch, ...statesAway, 'received'] as const satisfies LoanState[];

const loanCommandsInOrder = Object.keys(life) as LoanCommand[];

const hasLost = ({ lines }: LoanSoFar) =>
  lines.some((line) => line.units.some((unit) => unit.outcome === 'lost'));

const stateAtRest = (state: LoanState, delivery: Delivery): LoanState =>
  delivery === 'pickup' && state === 'dispatched' ? 'on_loan' : state;

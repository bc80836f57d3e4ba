import { loanCommands, loanStates } from '@mediecentral/contracts';
import { commandsFor, isAlreadyDone, openStates, type LoanSoFar, stateAfter } from './loan-life.ts';

const loan = (state: LoanSoFar['state'], change: Partial<LoanSoFar> = {}): LoanSoFar => ({
  state,
  delivery: 'transport',
  lines: [{ units: [{ outcome: 'returned' }] }],
  ...change,
});
const out = [{ units: [{ outcome: 'returned' }, {}] }];

describe('the life of a loan', () => {
  it('has a way from every open state to rest', () => {
    const rest = new Set(['closed', 'rejected', 'cancelled']);
    for (const start of openStates) {
      const seen = new Set([start as LoanSoFar['state']]);
      for (const state of seen) {
        for (const command of commandsFor(loan(state))) {
          const next = stateAfter(command, loan(state));
          if (next) seen.add(next);
        }
      }
      expect([...seen].some((state) => rest.has(state))).toBe(true);
    }
  });

  it.each(['reserving', 'failed', 'rejected', 'cancelled'] as const)('can do nothing when %s', (state) => {
    expect(commandsFor(loan(state))).toEqual([]);
  });

  const steps = loanCommands
    .filter((command) => command !== 'check')
    .flatMap((command) =>
      loanStates.map((state) => ({ command, state, next: stateAfter(command, loan(state)) })),
    )
    .flatMap(({ next, ...step }) => (next ? [{ ...step, next }] : []));

  it.each(steps)('can $command when $state only once, and knows when it has been done', (step) => {
    const { command, state, next } = step;
    expect(stateAfter(command, loan(next))).toBeUndefined();
    expect(isAlreadyDone(command, loan(next))).toBe(true);
    expect(isAlreadyDone(command, loan(state))).toBe(false);
  });

  it('takes a partial yes for an answer', () => {
    expect(isAlreadyDone('approve', loan('partly_approved'))).toBe(true);
  });

  it('is cancelled before dispatch only, and recalled after only', () => {
    for (const state of openStates) {
      expect([state, stateAfter('cancel', loan(state)), stateAfter('recall', loan(state))]).not.toEqual([
        state,
        'cancelled',
        'recalled',
      ]);
    }
    expect(stateAfter('cancel', loan('packed'))).toBe('cancelled');
    expect(stateAfter('cancel', loan('dispatched'))).toBeUndefined();
  });

  it('goes straight to the school at a pickup, and is handed in rather than sent back', () => {
    const pickup = { delivery: 'pickup' } as const;
    expect(stateAfter('dispatch', loan('packed', pickup))).toBe('on_loan');
    expect(isAlreadyDone('dispatch', loan('on_loan', pickup))).toBe(true);
    expect(stateAfter('send-back', loan('on_loan', pickup))).toBeUndefined();
    expect(stateAfter('receive', loan('on_loan', pickup))).toBe('received');
  });

  it('cannot be closed while a unit is still out', () => {
    expect(stateAfter('close', loan('received', { lines: out }))).toBeUndefined();
    expect(stateAfter('close', loan('received'))).toBe('closed');
  });

  it('is checked after it was closed only for what was lost', () => {
    expect(stateAfter('check', loan('closed'))).toBeUndefined();
    expect(stateAfter('check', loan('closed', { lines: [{ units: [{ outcome: 'lost' }] }] }))).toBe('closed');
  });
});

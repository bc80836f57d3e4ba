import { chosenQueue, stepped } from './queue-choice.ts';

const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

describe('the queues of the day', () => {
  it('open where the work is, unless the address says which', () => {
    const counted = [
      { queue: 'to_answer', total: 0 },
      { queue: 'to_pack', total: 5 },
    ] as const;
    expect(chosenQueue(null, counted)).toBe('to_pack');
    expect(chosenQueue('overdue', counted)).toBe('overdue');
    expect(chosenQueue('nonsense', [])).toBe('to_answer');
  });

  it('are stepped through without falling off either end', () => {
    expect(stepped(rows, 'a', 1)?.id).toBe('b');
    expect(stepped(rows, 'c', 1)?.id).toBe('c');
    expect(stepped(rows, 'a', -1)?.id).toBe('a');
    expect(stepped(rows, undefined, 1)?.id).toBe('a');
    expect(stepped([], undefined, 1)).toBeUndefined();
  });
});

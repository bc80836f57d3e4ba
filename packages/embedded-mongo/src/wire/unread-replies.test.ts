import { UnreadReplies } from './unread-replies.ts';

const MEGABYTE = 1_000_000;

describe('answers that nobody reads', () => {
  let dropped: string[];
  const reader = (name: string): { drop(): void } => ({ drop: () => void dropped.push(name) });

  beforeEach(() => {
    dropped = [];
  });

  it('cost the one that has waited longest its connection when they are too many', () => {
    const unread = new UnreadReplies();
    for (let number = 1; number <= 20; number += 1) unread.add(reader(`client ${number}`), 16 * MEGABYTE);
    expect(dropped).toEqual(['client 1', 'client 2']);
  });

  it('are forgotten when they have been read', () => {
    const unread = new UnreadReplies();
    const slow = reader('slow');
    for (let turn = 0; turn < 100; turn += 1) {
      unread.add(slow, 40 * MEGABYTE);
      unread.remove(slow);
    }
    unread.add(reader('other'), 280 * MEGABYTE);
    expect(dropped).toEqual([]);
  });
});

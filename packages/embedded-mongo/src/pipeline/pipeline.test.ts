import { describe, expect, it } from '@jest/globals';
import { aggregate, shown } from './in-memory.ts';

describe('x', () => {
  it('y', async () => {
    const rows = await aggregate(
      [
        { _id: 1, k: 'x', n: 1 },
        { _id: 2, k: 'x', n: 2.5 },
      ],
      [{ $group: { _id: '$k', t: { $sum: '$n' } } }],
    );
    expect(rows.map(shown)).toEqual(['']);
  });
});

import { bytesOf } from '../in-memory.ts';
import { Row } from '../row.ts';
import { SharedRows } from './shared-rows.ts';

async function count(shared: SharedRows): Promise<number> {
  let read = 0;
  for await (const chunk of shared.read()) read += chunk.length;
  shared.leave();
  return read;
}

describe('rows that several readers share', () => {
  let made: number;
  let closed: boolean;

  beforeEach(() => {
    made = 0;
    closed = false;
  });

  async function* rows(): AsyncGenerator<Row[]> {
    try {
      for (; made < 3; made += 1) yield [new Row(bytesOf({ n: made }))];
    } finally {
      closed = true;
    }
  }

  it('come to all of them, and no sooner to one than the others have had the ones before', async () => {
    const shared = new SharedRows(rows(), 2);
    const [one, other] = [shared.read(), shared.read()];
    const first = one.next();
    await Promise.resolve();
    expect(made).toBe(0);
    await Promise.all([first, other.next()]);
    const second = one.next();
    await Promise.resolve();
    expect(made).toBe(0);
    expect((await Promise.all([second, other.next()]))[0].value).toEqual([expect.any(Row)]);
    expect(made).toBe(1);
  });

  it('do not wait for a reader that has left', async () => {
    const shared = new SharedRows(rows(), 2);
    const all = count(shared);
    await shared.read().next();
    shared.leave();
    expect(await all).toBe(3);
  });

  it('come to nobody any more when one of them fails', async () => {
    const shared = new SharedRows(rows(), 2);
    const all = count(shared);
    await shared.read().next();
    shared.fail(new Error('of the other one'));
    await expect(all).rejects.toThrow('of the other one');
    await shared.close();
    expect(closed).toBe(true);
  });
});

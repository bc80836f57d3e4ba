import { apiParametersOf } from './api-parameters.ts';
import { Cursors, Pace, type Cursor } from './cursors.ts';
import { Operation } from './operation.ts';
import { EMPTY_DOCUMENT } from '../storage/raw-fields.ts';

const LARGE = Buffer.allocUnsafeSlow(100 * 1024 * 1024);

async function* documents(...all: Buffer[]): AsyncGenerator<Buffer[]> {
  yield all;
}

const SMALL = Buffer.alloc(5);
const READ_AHEAD = { command: EMPTY_DOCUMENT, documents: () => documents(SMALL, LARGE) };
const LONG_REQUEST = { command: LARGE, documents: () => documents(SMALL, SMALL) };

describe('cursors whose clients do not come back', () => {
  const client = { id: 1, address: '127.0.0.1:1', applicationName: undefined, closed: false };

  async function leave(cursors: Cursors, { command, documents: read } = READ_AHEAD): Promise<Cursor> {
    const cursor = cursors.open({
      namespace: 'test.films',
      command,
      documents: read(),
      pace: new Pace(new Operation(1, 'find', 'test.films', client)),
      session: undefined,
      transaction: undefined,
      api: apiParametersOf({}),
      noTimeout: false,
    });
    await cursor.next(1);
    cursors.keep(cursor);
    return cursor;
  }

  it.each([
    ['of what was read ahead', READ_AHEAD],
    ['of what was asked', LONG_REQUEST],
  ])('are ended from the oldest on when they hold too much %s', async (_what, held) => {
    const cursors = new Cursors();
    const left: Cursor[] = [];
    // oxlint-disable-next-line no-await-in-loop
    for (let count = 0; count < 6; count += 1) left.push(await leave(cursors, held));
    expect(cursors.size).toBe(5);
    expect(() => cursors.find(left[0]!.id)).toThrow(/not found/);
    expect(cursors.find(left[1]!.id)).toBe(left[1]);
  });

  it('make room when they are ended', async () => {
    const cursors = new Cursors();
    for (let count = 0; count < 20; count += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const { id } = await leave(cursors);
      cursors.kill(id);
    }
    for (let count = 0; count < 5; count += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await leave(cursors);
    }
    expect(cursors.size).toBe(5);
  });
});

import { rm } from 'node:fs/promises';
import { encodeReply } from '../wire/reply.ts';
import { temporaryDirectory } from '../test-server.ts';
import { META, metaRange } from './keyspace.ts';
import {
  readRetryParts,
  readRetryRecord,
  recordCommit,
  removeRetryRecord,
  staleRetryRecords,
  writeRetryPart,
  writeRetryRecord,
} from './retry-records.ts';
import { Store } from './store.ts';
import { scan } from './view.ts';

const session = 'ab'.repeat(16);
const written = new Date('2026-03-02T08:00:00Z').getTime();

describe('the record of a retryable write in parts', () => {
  let directory: string;
  let store: Store;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    store = new Store(
      directory,
      () => false,
      () => undefined,
    );
    await store.write((view) => {
      for (const number of [0, 1, 2]) writeRetryPart(view, session, number, encodeReply({ number }));
      const record = { transactionNumber: 7, done: 3, reply: encodeReply({ n: 3 }), parts: 3 };
      writeRetryRecord(view, session, record, written);
    });
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  const keys = (): number => [...scan(store.view, ...metaRange(META.retries))].length;

  it('is read with its parts in their order', () => {
    const record = readRetryRecord(store.view, session)!;
    expect(record).toMatchObject({ transactionNumber: 7, done: 3, parts: 3 });
    expect(readRetryParts(store.view, session, record)).toEqual(
      [0, 1, 2].map((number) => encodeReply({ number })),
    );
  });

  it('is one stale session, however many parts it has', () => {
    expect(staleRetryRecords(store.view, written, 10)).toEqual([]);
    expect(staleRetryRecords(store.view, written + 1, 10)).toEqual([session]);
  });

  it('goes with all of its parts', async () => {
    await store.write((view) => removeRetryRecord(view, session));
    expect(keys()).toBe(0);
  });

  it.each([
    [
      'another write',
      (view: Parameters<typeof recordCommit>[0]) => {
        const record = { transactionNumber: 8, done: 1, reply: encodeReply({ n: 1 }), parts: 0 };
        writeRetryRecord(view, session, record, written);
      },
    ],
    ['a transaction', (view: Parameters<typeof recordCommit>[0]) => recordCommit(view, session, 8, written)],
  ])('leaves no part behind when %s of the session follows', async (_what, follow) => {
    await store.write(follow);
    expect(keys()).toBe(1);
  });
});

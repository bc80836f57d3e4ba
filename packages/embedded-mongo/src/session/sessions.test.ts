import { rm } from 'node:fs/promises';
import { Store } from '../storage/store.ts';
import { temporaryDirectory } from '../test-server.ts';
import { Operation } from './operation.ts';
import { abort, Sessions } from './sessions.ts';

const OPTIONS = {
  api: { apiVersion: undefined, apiStrict: undefined, apiDeprecationErrors: undefined },
  level: 'local',
};

describe('the transaction of a session', () => {
  let directory: string;
  let store: Store;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    store = new Store(
      directory,
      () => false,
      () => undefined,
    );
  });
  afterAll(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('ends when it has lasted longer than it may, whatever was set when it began', () => {
    let now = 0;
    const sessions = new Sessions(() => now);
    const session = sessions.use('a');
    sessions.begin(session, 1, store.beginTransaction(), OPTIONS);
    now = 59_000;
    sessions.expire();
    expect(session.state).toBe('in progress');
    sessions.transactionLifetimeSeconds = 50;
    sessions.expire();
    expect(session).toMatchObject({ state: 'aborted', transaction: undefined });
    expect(sessions.expirations).toBe(2);
  });

  it('ends by the statement that runs when it has lasted too long', () => {
    let now = 0;
    const sessions = new Sessions(() => now);
    const session = sessions.use('a');
    const client = { id: 1, address: '127.0.0.1:1', applicationName: undefined, closed: false };
    const operation = new Operation(1, 'find', 'test.films', client);
    const transaction = store.beginTransaction();
    sessions.begin(session, 1, transaction, OPTIONS);
    session.statement = { operation, ended: Promise.resolve() };
    now = 61_000;
    sessions.expire();
    expect(() => operation.check()).toThrow(expect.objectContaining({ code: 290 }));
    expect(session.transaction).toBe(transaction);
    abort(session);
  });
});

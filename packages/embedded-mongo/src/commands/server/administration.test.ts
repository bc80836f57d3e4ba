import type { Db, Document } from 'mongodb';
import { codeOf, openTestServer, sendRaw, type TestServer } from '../../test-server.ts';

const ANSWERED: [command: Document, answer: Document][] = [
  [{ fsync: 1 }, { numFiles: 1 }],
  [{ getLog: '*' }, { names: ['global', 'startupWarnings'] }],
  [{ getLog: 'startupWarnings' }, { log: [] }],
  [{ getCmdLineOpts: 1 }, { parsed: {} }],
  [{ getDefaultRWConcern: 1 }, { defaultReadConcern: { level: 'local' } }],
  [{ logout: 1 }, { ok: 1 }],
  [{ planCacheClear: 'nonsense' }, { ok: 1 }],
  [{ planCacheClear: 'films', query: { a: 1 }, sort: { a: 1 }, projection: { a: 1 } }, { ok: 1 }],
  [{ getParameter: 1, internalQueryFindCommandBatchSize: 1 }, { internalQueryFindCommandBatchSize: 101 }],
  [{ hello: 1, helloOk: true }, { helloOk: true }],
  [{ isMaster: 1, helloOk: true }, { helloOk: true }],
  [{ profile: -1 }, { was: 0 }],
  [{ profile: 0 }, { was: 0 }],
  [{ connectionStatus: 1, showPrivileges: true }, { authInfo: { authenticatedUserPrivileges: [] } }],
  [{ hello: 1, nonsense: 1 }, { isWritablePrimary: true }],
  [{ ping: 1, nonsense: 1 }, { ok: 1 }],
  [{ collStats: 'things', nonsense: 1 }, { count: 0 }],
  [{ getParameter: 1, maxBSONDepth: 1, nonsense: 1 }, { maxBSONDepth: 200 }],
  [{ killOp: 1, op: 1_000_000 }, { info: 'attempting to kill op' }],
  [{ getParameter: { allParameters: true } }, { requireApiVersion: false }],
  [{ setParameter: 1, transactionLifetimeLimitSeconds: 30 }, { was: 60 }],
  [{ getParameter: 1, transactionLifetimeLimitSeconds: 1 }, { transactionLifetimeLimitSeconds: 30 }],
  [{ currentOp: 1, nonsense: { $exists: true } }, { inprog: [] }],
  [{ currentOp: 1, 'command.currentOp': { $exists: true } }, { inprog: [{ op: 'command' }] }],
];

const REFUSED: [command: Document, code: number][] = [
  [{ fsync: 1, lock: true }, 115],
  [{ fsync: 1, unlock: true }, 40_415],
  [{ fsync: 1, lock: 'x' }, 14],
  [{ getLog: 21 }, 14],
  [{ getLog: 'nonsense' }, 96],
  [{ planCacheClear: 1 }, 73],
  [{ planCacheClear: 'films', sort: { a: 1 } }, 2],
  [{ planCacheClear: 'films', projection: { a: 1 } }, 2],
  [{ planCacheClear: 'films', collation: { locale: 'sv' } }, 2],
  [{ planCacheClear: 'films', query: { a: { $nonsense: 1 } } }, 2],
  [{ planCacheClear: 'films', query: {}, sort: { a: 0 } }, 15_975],
  [{ refreshLogicalSessionCacheNow: 1 }, 59],
  [{ profile: 1 }, 238],
  [{ killOp: 1 }, 4],
  [{ killOp: 1, op: 'x' }, 14],
  [{ killOp: 1, op: 1.5 }, 2],
  [{ killOp: 1, op: 2 ** 31 }, 26_823],
  [{ profile: 0, slowms: 50 }, 238],
  [{ profile: 0, nonsense: {} }, 40_415],
  [{ getParameter: 1 }, 72],
  [{ getParameter: 1, nonsense: 1 }, 72],
  [{ setParameter: 1 }, 72],
  [{ setParameter: 1, maxBSONDepth: 100 }, 72],
  [{ setParameter: 1, transactionLifetimeLimitSeconds: 0 }, 2],
  [{ setParameter: 1, transactionLifetimeLimitSeconds: 7, nonsense: 1 }, 72],
  [{ setParameter: 1, transactionLifetimeLimitSeconds: 'x' }, 14],
  [{ setParameter: 1, nonsense: 1 }, 72],
  [{ killAllSessions: [{ user: 'a', nonsense: 1 }] }, 40_415],
  [{ killAllSessionsByPattern: [{ lsid: {} }] }, 238],
  [localSessions({ allUsers: true, users: [{ user: 'a', db: 'b' }] }), 12],
  [localSessions({ users: [{ user: 'a' }] }), 40_414],
  [localSessions({ users: ['a'] }), 14],
  [localSessions({ nonsense: 1 }), 40_415],
  [localSessions(1), 14],
];

function localSessions(options: unknown): Document {
  return { aggregate: 1, pipeline: [{ $listLocalSessions: options }], cursor: {} };
}

describe('what is asked of the server itself', () => {
  let server: TestServer;
  let admin: Db;

  beforeAll(async () => {
    server = await openTestServer();
    admin = server.client.db('admin');
  });
  afterAll(() => server.close());

  it.each(ANSWERED)('%j is answered', async (command, answer) => {
    expect(await admin.command(command)).toMatchObject(answer);
  });

  it.each(REFUSED)('%j is refused with code %i', async (command, code) => {
    expect(await codeOf(admin.command(command))).toBe(code);
  });

  it('lists its commands in their order, with those that go before a login where there are users', async () => {
    const { commands } = (await admin.command({ listCommands: 1 })) as { commands: Record<string, object> };
    const names = Object.keys(commands);
    expect(names).toEqual(names.toSorted());
    expect(commands).toMatchObject({ hello: { requiresAuth: false }, insert: { requiresAuth: true } });
    expect(names).not.toContain('configureFailPoint');
  });

  it('tells of hello only to a client that would hear of it', async () => {
    expect(await admin.command({ isMaster: 1 })).not.toHaveProperty('helloOk');
    expect(await admin.command({ hello: 1, helloOk: false })).not.toHaveProperty('helloOk');
  });

  it('tells a client where it connects from, and shows it there', async () => {
    const { you } = await admin.command({ whatsmyuri: 1 });
    expect(you).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(await admin.aggregate([{ $currentOp: {} }, { $match: { client: you } }]).toArray()).toHaveLength(
      1,
    );
  });

  it('hears once only on a connection who its client is', async () => {
    const client = { driver: { name: 'a', version: '1' }, os: { type: 'b' } };
    await expect(admin.command({ hello: 1, client })).rejects.toMatchObject({
      code: 186,
      codeName: 'ClientMetadataCannotBeMutated',
    });
  });

  it('lists a session that has only been started', async () => {
    const { id } = (await sendRaw(server.uri, { startSession: 1, $db: 'admin' })) as { id: Document };
    const sessions = await admin.aggregate([{ $listLocalSessions: { allUsers: true } }]).toArray();
    const ids = sessions.map((session) => String((session['_id'] as Document)['id']));
    expect(ids).toContain(String(id['id']));
  });

  it.each([
    ['nobody, when nobody is named', { users: [] }, true],
    ['nobody, when it is nobody that is named', { users: [{ user: '', db: '' }] }, true],
    ['all, when nobody is named beside', { allUsers: true, users: [] }, true],
    ['somebody, of whom there are none', { users: [{ user: 'a', db: 'b' }] }, false],
  ])('lists the sessions of %s', async (_whose, options, there) => {
    const sessions = await admin.aggregate([{ $listLocalSessions: options }]).toArray();
    expect(sessions.length > 0).toBe(there);
  });

  it('does not end the sessions of all when those of a user are to end', async () => {
    const { id } = (await sendRaw(server.uri, { startSession: 1, $db: 'admin' })) as { id: Document };
    await admin.command({ killAllSessions: [{ user: 'a', db: 'b' }] });
    const sessions = await admin.aggregate([{ $listLocalSessions: {} }]).toArray();
    expect(sessions.map((session) => String((session['_id'] as Document)['id']))).toContain(String(id['id']));
  });

  it('tells that all indexes are dropped', async () => {
    const database = server.database();
    await database.collection('films').createIndex({ a: 1 });
    expect(await database.command({ dropIndexes: 'films', index: '*' })).toMatchObject({
      nIndexesWas: 2,
      msg: 'non-_id indexes dropped for collection',
    });
  });
});

import type { Document } from 'mongodb';
import { codeOf, openTestServer, sendRaw, type TestServer } from '../../test-server.ts';

describe('failCommand', () => {
  let server: TestServer;

  const failOnce = (data: Document): Promise<Document> =>
    server.client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times: 1 }, data });
  const hello = (name: string): Promise<Document> =>
    sendRaw(server.uri, { hello: 1, client: { application: { name } }, $db: 'admin' });

  beforeAll(async () => {
    server = await openTestServer({ enableTestCommands: true });
  });
  afterAll(() => server.close());

  it('meets an application in the very hello that names it, and no other application', async () => {
    await failOnce({ failCommands: ['hello'], appName: 'loans', errorCode: 91 });
    expect(await hello('visits')).toMatchObject({ ok: 1 });
    expect(await hello('loans')).toMatchObject({ ok: 0, code: 91 });
    expect(await hello('loans')).toMatchObject({ ok: 1 });
  });

  it('meets a command by whichever of its names', async () => {
    const command = { findandmodify: 'films', remove: true };
    await failOnce({ failCommands: ['findAndModify'], errorCode: 91 });
    expect(await codeOf(server.database().command(command))).toBe(91);
  });

  it('closes the connection also on a command that is not here', async () => {
    const command = { createUser: 'a', pwd: 'b', roles: [] };
    await failOnce({ failCommands: ['createUser'], closeConnection: true, appName: 'loans' });
    expect(await codeOf(server.database().command(command))).toBe(59);
    await failOnce({ failCommands: ['createUser'], closeConnection: true });
    await expect(server.database().command(command)).rejects.toThrow(/connection .* closed/);
    expect(await codeOf(server.database().command(command))).toBe(59);
  });

  it('has the message and the fields of the error that are asked for', async () => {
    const data = { failCommands: ['find'], errorCode: 91, errorMsg: 'gone', errorExtraInfo: { ns: 'a.b' } };
    await failOnce(data);
    const reply = await sendRaw(server.uri, { find: 'films', $db: 'test' });
    expect(reply).toMatchObject({ ok: 0, code: 91, errmsg: 'gone', ns: 'a.b' });
  });

  it('meets only the connection that it names', async () => {
    const admin = server.client.db('admin');
    await failOnce({ failCommands: ['find'], errorCode: 91, threadName: 'nonsense' });
    expect(await sendRaw(server.uri, { find: 'films', $db: 'test' })).toMatchObject({ ok: 1 });
    const [own] = await admin.aggregate([{ $currentOp: {} }]).toArray();
    await failOnce({ failCommands: ['find'], errorCode: 91, threadName: own!['desc'] });
    expect(await codeOf(server.database().command({ find: 'films' }))).toBe(91);
  });

  it('fails a write concern only where there is one', async () => {
    await failOnce({ failCommands: ['ping', 'insert'], writeConcernError: { code: 91, errmsg: 'gone' } });
    expect(await sendRaw(server.uri, { ping: 1, $db: 'test' })).not.toHaveProperty('writeConcernError');
    const reply = await sendRaw(server.uri, { insert: 'films', documents: [{}], $db: 'other' });
    expect(reply).toMatchObject({ writeConcernError: { code: 91 } });
  });

  it('can be taken back always, and tells how often it was met', async () => {
    const admin = server.client.db('admin');
    const data = { failCommands: ['configureFailPoint', 'find'], errorCode: 91 };
    const { count } = await admin.command({ configureFailPoint: 'failCommand', mode: 'alwaysOn', data });
    expect(await codeOf(server.database().command({ find: 'films' }))).toBe(91);
    expect(await admin.command({ configureFailPoint: 'failCommand', mode: 'off' })).toMatchObject({
      count: count + 1,
    });
  });

  it('is the only one besides that of retryable writes', async () => {
    const command = { configureFailPoint: 'nonsense', mode: 'alwaysOn' };
    expect(await codeOf(server.client.db('admin').command(command))).toBe(266);
  });

  it('does nothing for a command that it held up longer than that may last', async () => {
    const database = server.database();
    await failOnce({ failCommands: ['insert'], blockConnection: true, blockTimeMS: 20 });
    const insert = { insert: 'films', documents: [{}], maxTimeMS: 5 };
    expect(await codeOf(database.command(insert))).toBe(50);
    expect(await database.collection('films').countDocuments()).toBe(0);
  });
});

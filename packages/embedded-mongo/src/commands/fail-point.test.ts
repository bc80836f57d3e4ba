import type { Document } from 'mongodb';
import { codeOf, openTestServer, sendRaw, type TestServer } from '../test-server.ts';

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

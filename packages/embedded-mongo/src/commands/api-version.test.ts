import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

describe('the stable API', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer({ enableTestCommands: true });
  });
  afterAll(() => server.close());

  const send = (command: Record<string, unknown>): Promise<number | undefined> =>
    codeOf(server.client.db('test').command({ ...command, apiVersion: '1' }));
  const sessions = { aggregate: 1, pipeline: [{ $listLocalSessions: {} }], cursor: {} };

  it('has most commands and stages, and the rest unless it is taken strictly', async () => {
    expect(await send({ find: 'films', apiStrict: true })).toBeUndefined();
    expect(await send(sessions)).toBeUndefined();
    expect(await send({ ...sessions, apiStrict: true })).toBe(323);
    expect(await send({ testVersion2: 1 })).toBeUndefined();
    expect(await send({ testVersion2: 1, apiStrict: true })).toBe(323);
  });

  it('tells of a command that is to go when asked to', async () => {
    expect(await send({ testDeprecation: 1 })).toBeUndefined();
    expect(await send({ testDeprecation: 1, apiDeprecationErrors: true })).toBe(324);
  });
});

import type { Db, Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

const SET = { q: { _id: 0 }, u: { $set: { a: 1 } } };

/** What a command counts as, and how often. */
const COUNTED: [command: Document, kind: string, times: number][] = [
  [{ insert: 'films', documents: [{}, {}] }, 'insert', 2],
  [{ insert: 'films', documents: [{ _id: 3 }, { _id: 3 }, {}] }, 'insert', 2],
  [{ insert: 'films', documents: [{ _id: 3 }, { _id: 3 }, {}], ordered: false }, 'insert', 3],
  [{ update: 'films', updates: [SET, { q: {}, u: { $set: { _id: 1 } } }, SET] }, 'update', 2],
  [{ delete: 'films', deletes: [{ q: { $nonsense: 1 }, limit: 1 }] }, 'delete', 1],
  [{ find: 'films', filter: { $nonsense: 1 } }, 'query', 1],
  [{ aggregate: 'films', pipeline: [], cursor: {} }, 'query', 1],
  [{ getMore: 1, collection: 'films' }, 'getmore', 1],
  [{ count: 'films' }, 'command', 1],
];

describe('commands are counted', () => {
  let server: TestServer;
  let database: Db;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
    await database.collection('films').insertOne({ _id: 0 as never });
  });
  afterAll(() => server.close());

  const status = (sections: Document = {}): Promise<Document> =>
    database.command({ serverStatus: 1, ...sections });

  it.each(COUNTED)('%j as %s, %i times', async (command, kind, times) => {
    const { opcounters: before } = (await status()) as { opcounters: Record<string, number> };
    await codeOf(database.command(command));
    const { opcounters } = (await status()) as { opcounters: Record<string, number> };
    const more = kind === 'command' ? times + 1 : times;
    expect(opcounters[kind]! - before[kind]!).toBe(more);
  });

  it('and those that failed, and those that do not exist', async () => {
    await codeOf(database.command({ distinct: 'films' }));
    await codeOf(database.command({ nonsense: 1 }));
    expect(await status()).toMatchObject({
      metrics: {
        commands: { distinct: { total: 1, failed: 1 }, '<UNKNOWN>': 1, serverStatus: { failed: 0 } },
      },
    });
  });

  it('and not told when the section is not wanted', async () => {
    expect(await status({ metrics: 0, opcounters: false })).not.toHaveProperty('metrics');
    expect(await status({ opcounters: false })).not.toHaveProperty('opcounters');
    expect(await status({ nonsense: 1 })).toHaveProperty('opcounters');
  });
});

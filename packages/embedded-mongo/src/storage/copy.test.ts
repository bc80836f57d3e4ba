import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { start } from '../start.ts';
import { openTestServer, temporaryDirectory, type TestServer } from '../test-server.ts';
import { check } from './check.ts';
import { backup, compact, restore } from './copy.ts';
import { DirectoryError } from './database.ts';
import { DirectoryInUseError } from './owner.ts';

describe('a copy of the data', () => {
  let server: TestServer;
  let elsewhere: string;

  beforeEach(async () => {
    server = await openTestServer();
    elsewhere = await temporaryDirectory();
  });
  afterEach(async () => {
    await server.close();
    await rm(elsewhere, { recursive: true, force: true });
  });

  it('is whole although writing goes on, and can be served after it is restored', async () => {
    const pairs = server.client.db('copy').collection('pairs');
    await pairs.createIndex({ n: 1 });
    const state = { writing: true };
    const writer = (async () => {
      for (let n = 0; state.writing; n += 1) {
        await server.client.withSession((session) =>
          session.withTransaction(async () => {
            await pairs.insertMany(
              [
                { n, side: 'left' },
                { n, side: 'right' },
              ],
              { session },
            );
          }),
        );
      }
    })();
    while ((await pairs.estimatedDocumentCount()) < 40) await pairs.findOne();
    const file = join(elsewhere, 'backup.mdb');
    await backup(server.directory, file);
    state.writing = false;
    await writer;

    const directory = join(elsewhere, 'restored');
    await restore(directory, file);
    const report = await check(directory);
    expect(report.faults).toEqual([]);
    expect(report.documents).toBeGreaterThanOrEqual(40);
    expect(report.documents % 2).toBe(0);
    const restored = await start({ directory });
    const client = await new MongoClient(restored.uri).connect();
    expect(await client.db('copy').collection('pairs').countDocuments()).toBe(report.documents);
    await client.close();
    await restored.close();
  });

  it('is not restored over data', async () => {
    const file = join(elsewhere, 'backup.mdb');
    await backup(server.directory, file);
    await expect(restore(server.directory, file)).rejects.toThrow(DirectoryError);
  });

  it('is not made of a directory without data', async () => {
    await mkdir(join(elsewhere, 'empty'));
    await expect(backup(join(elsewhere, 'empty'), join(elsewhere, 'x'))).rejects.toThrow(DirectoryError);
  });

  it('takes less room after compaction, which a running server refuses', async () => {
    await expect(compact(server.directory)).rejects.toThrow(DirectoryInUseError);
    const directory = join(elsewhere, 'large');
    const large = await start({ directory });
    const client = await new MongoClient(large.uri).connect();
    const films = client.db('copy').collection('films');
    await films.insertMany(Array.from({ length: 200 }, () => ({ text: 'x'.repeat(50_000) })));
    await films.deleteMany({});
    await films.insertOne({ kept: true });
    await client.close();
    await large.close();
    const before = (await stat(join(directory, 'data.mdb'))).size;
    await compact(directory);
    expect((await stat(join(directory, 'data.mdb'))).size).toBeLessThan(before / 10);
    expect(await check(directory)).toEqual({ collections: 1, documents: 1, faults: [] });
  });
});

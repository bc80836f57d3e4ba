import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { open } from 'lmdb';
import { DirectoryError } from './storage/database.ts';
import { META } from './storage/keyspace.ts';
import { DirectoryInUseError } from './storage/owner.ts';
import { start } from './start.ts';
import { temporaryDirectory } from './test-server.ts';

describe('start', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await temporaryDirectory();
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('keeps what was written when it is started again', async () => {
    const counts: number[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const server = await start({ directory });
      const client = await new MongoClient(server.uri).connect();
      const films = client.db('media').collection<{ title: string }>('films');
      counts.push(await films.countDocuments({ title: 'Sommarlek' }));
      await films.insertOne({ title: 'Sommarlek' });
      await client.close();
      await server.close();
    }
    expect(counts).toEqual([0, 1]);
  });

  it('lets one server have a directory, and tells the second who has it', async () => {
    const server = await start({ directory });
    await expect(start({ directory })).rejects.toThrow(DirectoryInUseError);
    await expect(start({ directory })).rejects.toThrow(`in use by process ${process.pid}`);
    await server.close();
    await (await start({ directory })).close();
  });

  it('listens on a socket for its owner only', async () => {
    const socketPath = join(directory, 'mongodb.sock');
    const server = await start({ directory, socketPath });
    expect((await stat(socketPath)).mode & 0o777).toBe(0o600);
    const client = await new MongoClient(server.uri).connect();
    expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    await server.close();
  });

  it.each(['0.0.0.0', '::', 'example.org'])(
    'refuses to listen on %s, as it has no passwords',
    async (host) => {
      await expect(start({ directory, host })).rejects.toThrow('loopback');
    },
  );

  it('says so when the directory is not one', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    await expect(start({ directory: file })).rejects.toThrow(DirectoryError);
  });

  it('refuses data of another format, and leaves it alone', async () => {
    await (await start({ directory })).close();
    const database = open<Buffer, Buffer>({
      path: directory,
      noSubdir: false,
      keyEncoding: 'binary',
      encoding: 'binary',
    });
    database.transactionSync(() => {
      database.putSync(META.format, Buffer.from(JSON.stringify({ version: 99 })));
    });
    await database.close();
    await expect(start({ directory })).rejects.toThrow('has format 99 and this release reads 2');
  });
});

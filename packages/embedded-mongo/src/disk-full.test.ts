import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { MongoBulkWriteError, MongoClient, type Collection } from 'mongodb';
import { check } from './storage/check.ts';
import { codeOf, temporaryDirectory } from './test-server.ts';

const PROGRAM = createRequire(import.meta.url).resolve('@mediecentral/embedded-mongo/cli');
/** Half a kilobyte each: the limit that the shell sets. */
const BLOCKS = 16 * 2_048;
const PADDING = 'x'.repeat(4_000);

/** A server whose files may not grow beyond 16 MB, which a write meets as it meets the end of a disk. */
async function startWithLittleRoom(
  directory: string,
): Promise<{ server: ChildProcess; client: MongoClient }> {
  const server = spawn(
    'sh',
    [
      '-c',
      `trap '' XFSZ; ulimit -f ${BLOCKS}; exec "$0" "$@"`,
      process.execPath,
      PROGRAM,
      'serve',
      '--data',
      directory,
      '--stop-with-parent',
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const { uri } = JSON.parse(line) as { uri: string };
  return { server, client: await new MongoClient(uri).connect() };
}

describe('a disk that is full', () => {
  let directory: string;
  let server: ChildProcess;
  let client: MongoClient;
  let films: Collection<{ _id: number; padding?: string }>;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    ({ server, client } = await startWithLittleRoom(directory));
    films = client.db('media').collection('films');
  });
  afterEach(async () => {
    await client.close();
    server.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  it('refuses a batch from where there is no room, and tells exactly what is stored', async () => {
    const documents = Array.from({ length: 6_000 }, (_, _id) => ({ _id, padding: PADDING }));
    const error = await films.insertMany(documents).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MongoBulkWriteError);
    const { insertedCount, writeErrors } = error as MongoBulkWriteError;
    expect([writeErrors].flat().map(({ index, code }) => [index, [96, 14_031].includes(code)])).toEqual([
      [insertedCount, true],
    ]);
    expect(await films.countDocuments()).toBe(insertedCount);
  });

  it('goes on reading and writing as there is room again, with every index whole', async () => {
    await films.createIndex({ padding: 1, _id: -1 });
    const fill = async (): Promise<void> => {
      for (let from = 0; ; from += 500) {
        await films.insertMany(
          Array.from({ length: 500 }, (_, at) => ({ _id: from + at, padding: PADDING.slice(0, 900) })),
        );
      }
    };
    expect([96, 14_031]).toContain(await codeOf(fill()));
    expect(await films.findOne({ _id: 3 })).toMatchObject({ _id: 3 });
    const { deletedCount } = await films.deleteMany({ _id: { $lt: 500 } });
    expect(deletedCount).toBe(500);
    await films.insertOne({ _id: 0 });
    const stopped = once(server, 'exit');
    await client.close();
    server.kill('SIGTERM');
    await stopped;
    expect((await check(directory)).faults).toEqual([]);
  });
});

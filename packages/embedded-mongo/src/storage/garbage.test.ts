import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection } from 'mongodb';
import { start } from '../start.ts';
import { check } from './check.ts';
import { openForReading } from './database.ts';
import { slotBytes } from './keyspace.ts';

const DOCUMENTS = 5_000;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garbage-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function withThings(work: (things: Collection) => Promise<unknown>): Promise<void> {
  const server = await start({ directory });
  const client = await new MongoClient(server.uri).connect();
  await work(client.db('test').collection('things'));
  await client.close();
  await server.close();
}

/** Keys of collections and indexes, also of those that are gone. */
async function storedKeys(): Promise<number> {
  const database = openForReading(directory);
  const count = database.getKeysCount({ start: slotBytes(1), end: Buffer.from([255]) });
  await database.close();
  return count;
}

async function fill(things: Collection): Promise<void> {
  await things.createIndex({ n: 1 });
  await things.insertMany(Array.from({ length: DOCUMENTS }, (_, n) => ({ n })));
}

describe('what is dropped', () => {
  it('is gone at once, and its name free, though its keys are removed bit by bit', async () => {
    await withThings(async (things) => {
      await fill(things);
      await things.drop();
      expect(await things.countDocuments()).toBe(0);
      await things.insertMany([{ n: 1 }, { n: 2 }]);
      expect(await things.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ n: 1 }, { n: 2 }]);
    });
    expect((await check(directory)).faults).toEqual([]);
  });

  it('leaves no keys behind, also when the server ends meanwhile', async () => {
    await withThings(async (things) => {
      await fill(things);
      await things.drop();
    });
    // Every start takes it up again, and every write waits for a slice of it.
    for (let turn = 0; turn < 50 && (await storedKeys()) > 0; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await withThings((things) => things.insertOne({}).then(() => things.drop()));
    }
    expect(await storedKeys()).toBe(0);
  });
});

import { rm } from 'node:fs/promises';
import { deserialize, serialize } from 'bson';
import { MongoClient, type Document } from 'mongodb';
import { start } from '../start.ts';
import { temporaryDirectory } from '../test-server.ts';
import { check } from './check.ts';
import { FORMAT_VERSION, openCopy } from './database.ts';
import { EMPTY, META, metaRange, RECORD_ID_BYTES, slotRange } from './keyspace.ts';

/** Makes of a data directory what the release with format 1 would have left of it: index entries without notes. */
async function turnBack(directory: string): Promise<void> {
  const database = openCopy(directory);
  const [first, end] = metaRange(META.collections);
  const described = [...database.getRange({ start: first, end })];
  database.transactionSync(() => {
    for (const { key, value } of described) {
      const description = deserialize(value) as { indexes: { slot: number; noted?: boolean }[] };
      for (const index of description.indexes) {
        delete index.noted;
        const [from, to] = slotRange(index.slot);
        const entries = [...database.getRange({ start: from, end: to })];
        for (const entry of entries)
          database.putSync(entry.key, plainValue(entry.value, index.slot === description.indexes[0]!.slot));
      }
      database.putSync(key, Buffer.from(serialize(description)));
    }
    database.putSync(META.format, Buffer.from(JSON.stringify({ version: 1 })));
  });
  await database.close();
}

const plainValue = (value: Buffer, unique: boolean): Buffer =>
  unique ? value.subarray(-RECORD_ID_BYTES) : EMPTY;

describe('data of format 1', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await temporaryDirectory();
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function serving<T>(work: (client: MongoClient) => Promise<T>): Promise<T> {
    const server = await start({ directory });
    const client = await new MongoClient(server.uri).connect();
    try {
      return await work(client);
    } finally {
      await client.close();
      await server.close();
    }
  }

  it('is served as before, and its indexes never in place of the documents, until they are made anew', async () => {
    const made: Document[] = [{ _id: 1, a: 1.5 }, { _id: 2, a: 3 }, { _id: 3 }];
    await serving(async (client) => {
      const things = client.db('old').collection('things');
      await things.createIndex({ a: 1 });
      await things.insertMany(made);
    });
    await turnBack(directory);
    expect((await check(directory)).faults).toEqual([]);

    await serving(async (client) => {
      const things = client.db('old').collection('things');
      const find = { find: 'things', filter: { a: { $lt: 9 } }, projection: { a: 1, _id: 0 }, hint: 'a_1' };
      const examined = async (): Promise<unknown> => {
        const told = await client.db('old').command({ explain: find, verbosity: 'executionStats' });
        return (told.executionStats as Document).totalDocsExamined;
      };
      await things.deleteOne({ _id: 2 as never });
      await things.insertOne({ _id: 4 as never, a: 7 });
      await things.updateOne({ _id: 3 as never }, { $set: { a: 8 } });
      const expected = [{ a: 1.5 }, { a: 7 }, { a: 8 }];
      const list = (): Promise<Document[]> =>
        things.find(find.filter, { projection: find.projection, hint: 'a_1' }).toArray();
      for (const hidden of [true, false])
        await client.db('old').command({ collMod: 'things', index: { name: 'a_1', hidden } });
      expect(await list()).toEqual(expected);
      expect(await examined()).toBe(3);
      await things.dropIndex('a_1');
      await things.createIndex({ a: 1 });
      expect(await list()).toEqual(expected);
      expect(await examined()).toBe(0);
    });
    expect((await check(directory)).faults).toEqual([]);
    const database = openCopy(directory);
    expect(JSON.parse(database.get(META.format)!.toString())).toEqual({ version: FORMAT_VERSION });
    await database.close();
  });
});

import { rm } from 'node:fs/promises';
import { MongoClient } from 'mongodb';
import { check } from './storage/check.ts';
import { spawnServer } from './spawn.ts';
import { temporaryDirectory } from './test-server.ts';

const WRITERS = 16;
/** `CRASH_ROUNDS=50` kills fifty servers, each somewhere else in its work. */
const ROUNDS = Array.from({ length: Number(process.env.CRASH_ROUNDS ?? 3) }, (_, round) => round + 1);

interface Acknowledged {
  inserted: Set<string>;
  counted: number[];
  transfers: number;
}

/** Writes until the server is gone, remembering what it has confirmed. */
async function writeUntilKilled(client: MongoClient, writer: number, known: Acknowledged): Promise<void> {
  const database = client.db('crash');
  for (let turn = 0; ; turn += 1) {
    const _id = `${writer}-${turn}-${Math.random()}`;
    await database
      .collection('items')
      .insertOne({ _id: _id as never, writer, turn, tags: [turn % 7, writer] });
    known.inserted.add(_id);
    await database
      .collection('counters')
      .updateOne({ _id: writer as never }, { $inc: { n: 1 } }, { upsert: true });
    known.counted[writer] = (known.counted[writer] ?? 0) + 1;
    if (turn % 3 !== 0) continue;
    await client.withSession((session) =>
      session.withTransaction(async () => {
        const accounts = database.collection('accounts');
        await accounts.insertOne({ transfer: _id, amount: 5 }, { session });
        await accounts.insertOne({ transfer: _id, amount: -5 }, { session });
      }),
    );
    known.transfers += 1;
  }
}

describe('a server that is killed under sixteen writers', () => {
  it.each(ROUNDS)(
    'loses nothing that it has confirmed, and no half of anything (round %i)',
    async (round) => {
      const directory = await temporaryDirectory();
      const server = await spawnServer({ directory });
      const client = await new MongoClient(server.uri, { serverSelectionTimeoutMS: 500 }).connect();
      await client
        .db('crash')
        .collection('items')
        .createIndexes([{ key: { writer: 1, turn: -1 } }, { key: { tags: 1 } }]);
      const known: Acknowledged = { inserted: new Set(), counted: [], transfers: 0 };
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        writeUntilKilled(client, writer, known).catch(() => undefined),
      );
      while (known.inserted.size < 40 + ((round * 151) % 600)) await client.db('crash').command({ ping: 1 });
      const ended = new Promise((resolve) => server.onExit(resolve));
      process.kill(server.pid, 'SIGKILL');
      await ended;
      await client.close();
      await Promise.all(writers);

      const report = await check(directory);
      expect(report.faults).toEqual([]);
      const again = await spawnServer({ directory });
      const reader = await new MongoClient(again.uri).connect();
      const database = reader.db('crash');
      const found = new Set(await database.collection('items').distinct('_id'));
      expect([...known.inserted].filter((id) => !found.has(id as never))).toEqual([]);
      for (const [writer, count] of known.counted.entries()) {
        if (count === undefined) continue;
        const counter = await database.collection('counters').findOne({ _id: writer as never });
        expect(counter!.n).toBeGreaterThanOrEqual(count);
        // One more may have been stored without its answer having arrived.
        expect(counter!.n).toBeLessThanOrEqual(count + 1);
      }
      const transfers = await database
        .collection('accounts')
        .aggregate([{ $group: { _id: '$transfer', sum: { $sum: '$amount' }, halves: { $sum: 1 } } }])
        .toArray();
      expect(transfers.filter(({ sum, halves }) => sum !== 0 || halves !== 2)).toEqual([]);
      expect(transfers.length).toBeGreaterThanOrEqual(known.transfers);
      await reader.close();
      await again.stop();
      await rm(directory, { recursive: true, force: true });
    },
    60_000,
  );
});

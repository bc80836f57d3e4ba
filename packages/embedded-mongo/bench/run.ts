/**
 * Measures every row of the table in the README: `npm run bench -w packages/embedded-mongo`. With
 * `MONGODB_URI` the same rows also run on that server, in the same minutes, and the ratio is shown.
 * BENCH_ONLY=part-of-a-name runs some rows, after the first, which fills the collections.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { spawnServer } from '../src/index.ts';
import { WORKLOADS, type Workload } from './workloads.ts';

async function connect(uri: string): Promise<MongoClient> {
  // A server that is busy for long with one request need not answer the driver's heartbeats in time.
  const client = await new MongoClient(uri, { maxPoolSize: 100, heartbeatFrequencyMS: 3_600_000 }).connect();
  await client.db('bench').dropDatabase();
  return client;
}

function ratio(workload: Workload, own: number, other: number): string {
  return (workload.unit === 'per second' ? own / other : other / own).toFixed(2);
}

const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-bench-'));
const server = await spawnServer({ directory });
const own = await connect(server.uri);
const other = process.env.MONGODB_URI === undefined ? undefined : await connect(process.env.MONGODB_URI);
const only = process.env.BENCH_ONLY;
try {
  process.stdout.write(
    '| work | embedded-mongo | MONGODB_URI | times as fast |\n| --- | --- | --- | --- |\n',
  );
  for (const [index, workload] of WORKLOADS.entries()) {
    if (index > 0 && only !== undefined && !workload.name.includes(only)) continue;
    // One after the other, as they share the processors, and each of them first in turn.
    // oxlint-disable no-await-in-loop
    let beside = index % 2 === 1 && other ? await workload.run(other.db('bench'), other) : undefined;
    const figure = await workload.run(own.db('bench'), own);
    beside ??= other && (await workload.run(other.db('bench'), other));
    // oxlint-enable no-await-in-loop
    const unit = workload.unit === 'per second' ? '/s' : ' ms';
    const columns = [
      workload.name,
      `${Math.round(figure)}${unit}`,
      beside === undefined ? '–' : `${Math.round(beside)}${unit}`,
      beside === undefined ? '–' : ratio(workload, figure, beside),
    ];
    process.stdout.write(`| ${columns.join(' | ')} |\n`);
  }
} finally {
  await own.close();
  await other?.close();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

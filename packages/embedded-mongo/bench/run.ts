/**
 * Measures every row of the table in the README: `npm run bench -w packages/embedded-mongo`. With
 * `MONGODB_URI` the same rows also run on that server, in the same minutes, and the ratio is shown.
 * BENCH_ONLY=pattern runs the rows whose names match, after the first, which fills the collections.
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

type Figures = [own: number, beside: number | undefined];

/** The first row, which makes what the others read. */
async function filled(workload: Workload): Promise<Figures> {
  const figure = await workload.run(own.db('bench'), own);
  return [figure, other && (await workload.run(other.db('bench'), other))];
}

/**
 * One after the other, as they share the processors, and each of them once before and once after the other: whoever is
 * second finds the client warm.
 */
async function inTurn(workload: Workload): Promise<Figures> {
  const measure = (client: MongoClient): Promise<number> => workload.run(client.db('bench'), client);
  if (!other) return [await measure(own), undefined];
  const first = await measure(own);
  const beside = (await measure(other)) + (await measure(other));
  return [(first + (await measure(own))) / 2, beside / 2];
}

const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-bench-'));
const server = await spawnServer({ directory });
const own = await connect(server.uri);
const other = process.env.MONGODB_URI === undefined ? undefined : await connect(process.env.MONGODB_URI);
const only = new RegExp(process.env.BENCH_ONLY ?? '');
try {
  process.stdout.write(
    '| work | embedded-mongo | MONGODB_URI | times as fast |\n| --- | --- | --- | --- |\n',
  );
  for (const [index, workload] of WORKLOADS.entries()) {
    if (index > 0 && !only.test(workload.name)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const [figure, beside] = await (index === 0 ? filled(workload) : inTurn(workload));
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

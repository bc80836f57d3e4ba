import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import { JobModel } from './job.model.ts';
import type { Logger } from './logger.ts';

/** Work that happens by the clock, on one node at a time however many there are. */
export type Job = {
  name: string;
  /** A cron expression in Swedish time. */
  schedule: string;
  /** Also when the process starts: what it brings cannot wait for the clock. */
  atStart?: boolean;
  run(): Promise<void>;
};

const leaseMinutes = 10;
const owner = randomUUID();

async function takeLease(name: string): Promise<boolean> {
  const now = new Date();
  const lease = {
    $set: { owner, leaseUntil: new Date(now.getTime() + leaseMinutes * 60_000), lastStartedAt: now },
    $unset: { lastError: 1 },
  };
  const free = { _id: name, $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: now } }] };
  try {
    return Boolean(await JobModel.findOneAndUpdate(free, lease, { upsert: true, returnDocument: 'after' }));
  } catch (error) {
    // The upsert of a job that another node holds meets that node's document.
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
}

async function giveBack(name: string, error?: Error): Promise<void> {
  await JobModel.updateOne(
    { _id: name, owner },
    {
      $unset: { leaseUntil: 1, owner: 1 },
      $set: { lastEndedAt: new Date(), ...(error ? { lastError: error.message } : {}) },
    },
  );
}

/** Runs a job now unless another node does; a failure is logged and the lease given back. */
export async function runJob(job: Job, logger: Logger): Promise<boolean> {
  if (!(await takeLease(job.name))) return false;
  try {
    await job.run();
    await giveBack(job.name);
  } catch (error) {
    logger.error({ err: error, job: job.name }, 'job failed');
    await giveBack(job.name, error as Error);
  }
  return true;
}

/** Starts the clock for these jobs; the returned function stops it and waits for what is running. */
export function startJobs(jobs: readonly Job[], logger: Logger): () => Promise<void> {
  const running = new Set<Promise<unknown>>();
  const timers = jobs.map(
    (job) =>
      new Cron(job.schedule, { timezone: 'Europe/Stockholm', protect: true }, async () => {
        const run = runJob(job, logger).catch((error: unknown) =>
          logger.error({ err: error, job: job.name }, 'no lease'),
        );
        running.add(run);
        await run;
        running.delete(run);
      }),
  );
  for (const [index, timer] of timers.entries()) if (jobs[index]?.atStart) void timer.trigger();
  return async () => {
    for (const timer of timers) timer.stop();
    await Promise.all(running);
  };
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { LoanRequest } from '@mediecentral/contracts';
import type { Approval } from '../features/loans/answer-loan.ts';
import type { Given } from '../features/loans/carry-out.ts';
import type { Check } from '../features/loans/check-loan.ts';
import type { Actor } from '../platform/actor.ts';

export type Deed = {
  uri: string;
  database: string;
  /** Killed as soon as so many writes have been acknowledged. */
  writes: number;
  now: string;
  actor: Actor;
  deed:
    | { name: 'book'; request: LoanRequest }
    | { name: 'approve'; given: Approval }
    | { name: 'check'; given: Check }
    | { name: 'cancel'; given: Given }
    | { name: 'purge' };
};

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
/** A file of its own for every worker, so that none starts what another one is writing. */
const bundle = path(`../../../node_modules/.cache/killed-process-${process.env.JEST_WORKER_ID ?? '1'}.mjs`);
let isBuilt: Promise<unknown> | undefined;

/** One file starts many times faster than what it is made of, and it is started for every write. */
const buildOnce = () =>
  (isBuilt ??= build({
    entryPoints: [path('killed-process.ts')],
    outfile: bundle,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    external: optionalPartsOfTheDriver,
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  }));

const optionalPartsOfTheDriver = [
  '@aws-sdk/*',
  '@mongodb-js/zstd',
  'aws4',
  'gcp-metadata',
  'kerberos',
  'mongodb-client-encryption',
  'snappy',
  'socks',
];

/**
 * Does something to a loan, or the nightly purge, in a process that is killed on the way.
 * @returns whether it was killed; false when there were fewer writes than that
 * @throws when the process failed in any other way
 */
export async function dieAfter(deed: Deed): Promise<boolean> {
  await buildOnce();
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [bundle, JSON.stringify(deed)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') done(true);
      else if (code === 0) done(false);
      else failed(new Error(`ended with ${code}: ${complaint}`));
    });
  });
}

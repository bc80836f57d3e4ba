import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MetadataFault } from '@mediecentral/contracts';
import { MetadataError } from './metadata-error.ts';
import { type Aggregate, readAggregate } from './read-aggregate.ts';

export type AggregateTask = { xml: string; pinnedCertificate: string; now: Date };
export type ReadAggregate = { aggregate: Aggregate } | { refused: string; fault: MetadataFault };

/** In characters. Reading takes about a second for each million, and no request should have to wait for that. */
export const longestAtOnce = 150_000;

/** In megabytes: some forty times the longest aggregate. They are given back when it has been read. */
const memory = 1500;

// Built, it is JavaScript; in development and tests, TypeScript comes by the same way as the server's.
const fromSource = import.meta.url.endsWith('.ts');
const program = fileURLToPath(new URL(`./aggregate-reader.${fromSource ? 'ts' : 'js'}`, import.meta.url));

/**
 * Reads an aggregate as `readAggregate` does, a long one in a process of its own, so that everybody else is served
 * meanwhile.
 * @throws MetadataError naming what is wrong
 */
export async function readAggregateAside(task: AggregateTask): Promise<Aggregate> {
  if (task.xml.length <= longestAtOnce) return readAggregate(task.xml, task.pinnedCertificate, task.now);
  const reader = fork(program, [], {
    execArgv: [`--max-old-space-size=${memory}`, ...(fromSource ? ['--import', 'tsx'] : [])],
    serialization: 'advanced',
  });
  reader.send(task);
  const [read] = (await Promise.race([once(reader, 'message'), once(reader, 'exit')])) as [unknown];
  // A number is how it ended without an answer: of too little memory, or by somebody's hand.
  if (typeof read !== 'object' || read === null)
    throw new MetadataError(
      'too_long',
      'The aggregate could not be read to its end: it may take too much memory',
    );
  const answer = read as ReadAggregate;
  if ('refused' in answer) throw new MetadataError(answer.fault, answer.refused);
  return answer.aggregate;
}

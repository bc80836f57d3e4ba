import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '@mediecentral/embedded-mongo';

/** What the run's setup leaves for its teardown: Jest loads the two apart from each other. */
export const leftForTeardown = globalThis as { stopDatabase?: () => Promise<void> };

/** Before all test files: one embedded database for them all, unless `MONGODB_URI` names a server. */
export default async function startDatabase(): Promise<void> {
  if (process.env.MONGODB_URI) return;
  const directory = await mkdtemp(join(tmpdir(), 'mediecentral-test-'));
  const server = await start({ directory });
  process.env.MONGODB_URI = server.uri;
  leftForTeardown.stopDatabase = async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  };
}

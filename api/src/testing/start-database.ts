import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before all test files: one embedded database for them all, unless `MONGODB_URI` names a server. */
export default async function startDatabase(): Promise<() => Promise<void>> {
  if (process.env.MONGODB_URI) return async () => {};
  const { start } = await import('@mediecentral/embedded-mongo');
  const directory = await mkdtemp(join(tmpdir(), 'mediecentral-test-'));
  const server = await start({ directory });
  process.env.MONGODB_URI = server.uri;
  return async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  };
}

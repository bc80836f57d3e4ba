import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { spawnServer } from '@mediecentral/embedded-mongo';
import type { Config } from '../platform/config.ts';

export type DatabaseServer = {
  uri: string;
  stop(): Promise<void>;
  onUnexpectedEnd(listener: () => void): void;
};

// A Unix socket's path may be 107 bytes long (sun_path of unix(7)); Windows has none that the driver takes.
const longestSocketPath = 100;

/** Where the running embedded database is written down, so that operator commands find it. */
export const addressFile = (dataDirectory: string) => join(dataDirectory, 'database-address');

/** The MongoDB that `MONGODB_URI` names, or the embedded one in a process of its own under the data directory. */
export async function openDatabaseServer(config: Config): Promise<DatabaseServer> {
  if (config.mongodbUri) return { uri: config.mongodbUri, stop: async () => {}, onUnexpectedEnd: () => {} };
  const directory = resolve(config.dataDirectory, 'database');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const socketPath = join(directory, 'socket');
  const useSocket = process.platform !== 'win32' && Buffer.byteLength(socketPath) <= longestSocketPath;
  const server = await spawnServer({ directory, ...(useSocket ? { socketPath } : {}) });
  await writeFile(addressFile(config.dataDirectory), server.uri, { mode: 0o600 });
  let stopping = false;
  return {
    uri: server.uri,
    onUnexpectedEnd(listener) {
      server.onExit(() => {
        if (!stopping) listener();
      });
    },
    async stop() {
      stopping = true;
      await rm(addressFile(config.dataDirectory), { force: true });
      await server.stop();
    },
  };
}

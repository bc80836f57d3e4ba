import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
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
const addressFile = (dataDirectory: string) => join(dataDirectory, 'database-address');

/** Where the embedded database keeps its data. */
export const databaseDirectory = ({ dataDirectory }: Pick<Config, 'dataDirectory'>) =>
  resolve(dataDirectory, 'database');

/** The MongoDB that `MONGODB_URI` names, or the embedded one in a process of its own under the data directory. */
export async function openDatabaseServer(config: Config): Promise<DatabaseServer> {
  if (config.mongodbUri) return { uri: config.mongodbUri, stop: async () => {}, onUnexpectedEnd: () => {} };
  const directory = databaseDirectory(config);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const socketPath = join(directory, 'mongodb.sock');
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

/** The database for an operator command: the one that a running server has open, else opened for the command alone. */
export async function joinDatabaseServer(config: Config): Promise<Pick<DatabaseServer, 'uri' | 'stop'>> {
  if (config.mongodbUri) return openDatabaseServer(config);
  const running = await readFile(addressFile(config.dataDirectory), 'utf8').catch(() => undefined);
  // A server that was killed leaves its address behind; then nobody answers there.
  if (running && (await answers(running))) return { uri: running, stop: async () => {} };
  return openDatabaseServer(config);
}

async function answers(uri: string): Promise<boolean> {
  const address = decodeURIComponent(uri.replace(/^mongodb:\/\//, '').replace(/[/?].*$/, ''));
  const [host = '', port = ''] = address.split(/:(?=\d+$)/);
  const socket = address.startsWith('/') ? connect(address) : connect(Number(port), host);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

import { chmodSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { serveConnection, type ClientConnection, type RequestHandler } from './connection.ts';
import { MAX_UNFINISHED_BYTES } from './frame-reader.ts';
import { UnreadReplies } from './unread-replies.ts';

/** Messages about the server itself, in the shape of pino: fields first. */
export interface ServerLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface ListenOptions {
  /** TCP port, 0 for a free one. Ignored with `socketPath`. */
  port?: number | undefined;
  /** Loopback only: there are no users and no passwords here. */
  host?: string | undefined;
  /** Path of a unix socket, made readable by its owner only. */
  socketPath?: string | undefined;
  logger: ServerLogger;
  handle: RequestHandler;
}

export interface Listener {
  /** `host:port` or the socket's path, as `hello` names this member. */
  address: string;
  uri: string;
  /** Those who are connected. */
  clients(): readonly ClientConnection[];
  close(): Promise<void>;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const MAX_CONNECTIONS = 2_000;

/** @throws Error when asked to listen on anything but loopback or a unix socket. */
export function assertPrivate(host: string): void {
  if (!LOOPBACK.has(host)) {
    throw new Error(
      `embedded-mongo has no users or passwords and listens on loopback or a unix socket only, not on ${host}`,
    );
  }
}

/** Listens and serves until closed. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const host = options.host ?? '127.0.0.1';
  if (options.socketPath === undefined) assertPrivate(host);
  const clients = new Map<Socket, ClientConnection>();
  let lastConnection = 0;
  let unfinishedBytes = 0;
  const unread = new UnreadReplies();
  const server = createServer({ noDelay: true }, (socket) => {
    lastConnection += 1;
    const connected = serveConnection(socket, lastConnection, {
      handle: options.handle,
      unread,
      dropped: (client, reason) =>
        options.logger.warn({ connection: client.id, reason }, 'connection dropped'),
      reserve: (bytes) => {
        unfinishedBytes += bytes;
        return bytes <= 0 || unfinishedBytes <= MAX_UNFINISHED_BYTES;
      },
      closed: () => {
        clients.delete(socket);
      },
    });
    clients.set(socket, connected);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await bind(server, host, options);
  const address = addressOf(server, options);
  return {
    address,
    uri: uriOf(address, options.socketPath !== undefined),
    clients: () => [...clients.values()],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of clients.keys()) socket.destroy();
      }),
  };
}

/**
 * Drivers write the names of a replica set's members in lower case, which a path may not survive: they are told
 * to stay with the address they have.
 */
function uriOf(address: string, isPath: boolean): string {
  return isPath ? `mongodb://${encodeURIComponent(address)}/?directConnection=true` : `mongodb://${address}/`;
}

async function bind(server: Server, host: string, options: ListenOptions): Promise<void> {
  const { socketPath } = options;
  // The data directory is locked by now, so a socket left behind by a killed process is nobody's.
  if (socketPath !== undefined) rmSync(socketPath, { force: true });
  const umask = socketPath === undefined ? undefined : process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.once('listening', resolve);
      if (socketPath === undefined) server.listen(options.port ?? 0, host);
      else server.listen(socketPath);
    });
  } finally {
    if (umask !== undefined) process.umask(umask);
  }
  if (socketPath !== undefined) chmodSync(socketPath, 0o600);
}

function addressOf(server: Server, options: ListenOptions): string {
  if (options.socketPath !== undefined) return options.socketPath;
  const { address, port, family } = server.address() as AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}

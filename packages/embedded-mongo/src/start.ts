import { dispatch } from './commands/dispatch.ts';
import { Engine } from './engine.ts';
import { assertPrivate, listen, type ServerLogger } from './wire/server.ts';

export interface ServerOptions {
  /** Where the data is kept; made when it does not exist. */
  directory: string;
  /** TCP port on loopback; a free one by default. */
  port?: number | undefined;
  /** Loopback only. Default 127.0.0.1. */
  host?: string | undefined;
  /** Path of a unix socket to listen on instead, for its owner only; ends in `.sock`, at most 107 bytes. */
  socketPath?: string | undefined;
  logger?: ServerLogger | undefined;
  /** Accept `configureFailPoint`, for tests of drivers. */
  enableTestCommands?: boolean | undefined;
  /** How often documents whose time has come are removed, in milliseconds. Default 60,000. */
  ttlIntervalMs?: number | undefined;
}

export interface RunningServer {
  uri: string;
  /** Stops listening, ends what is running and closes the data. */
  close(): Promise<void>;
}

const SILENT: ServerLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const TTL_INTERVAL_MS = 60_000;

/** `sun_path` of unix(7), with its closing zero. */
const MAX_SOCKET_PATH = 107;

/** Drivers know a unix socket by the end of its name. */
function assertSocketPath(path: string): void {
  if (!path.endsWith('.sock')) throw new Error(`the socket's path has to end in .sock, and is ${path}`);
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
    throw new Error(`the socket's path is longer than ${MAX_SOCKET_PATH} bytes: ${path}`);
  }
}

/**
 * Runs the server in this process.
 * @throws DirectoryInUseError while another process has the directory open
 * @throws DirectoryError when it cannot be written or has another format
 * @throws Error when asked to listen on anything but loopback or a unix socket
 */
export async function start(options: ServerOptions): Promise<RunningServer> {
  const { directory, port, host, socketPath, logger = SILENT } = options;
  if (socketPath === undefined) assertPrivate(host ?? '127.0.0.1');
  else assertSocketPath(socketPath);
  const engine = new Engine({
    directory,
    logger,
    enableTestCommands: options.enableTestCommands ?? false,
    ttlIntervalMs: options.ttlIntervalMs ?? TTL_INTERVAL_MS,
  });
  try {
    const listener = await listen({
      port,
      host,
      socketPath,
      logger,
      handle: (message, client) => dispatch(engine, message, client),
    });
    engine.address = listener.address;
    engine.clients = () => listener.clients();
    logger.info({ directory, uri: listener.uri }, 'listening');
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      await listener.close();
      await engine.close();
    };
    return {
      uri: listener.uri,
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { ServerOptions } from './start.ts';

export interface SpawnOptions extends Pick<ServerOptions, 'directory' | 'port' | 'host' | 'socketPath'> {
  /** Gets every log line of the server, one JSON object each. */
  onLog?: (line: string) => void;
  /** How long the server may take to listen, in milliseconds. Default 30,000. */
  startTimeoutMs?: number;
}

export interface SpawnedServer {
  uri: string;
  pid: number;
  /** Stops the server and resolves when its process has ended. */
  stop(): Promise<void>;
  /** Calls the listener when the process has ended, whoever ended it; at once if it already has. */
  onExit(listener: (code: number | null, signal: NodeJS.Signals | null) => void): void;
}

const STOP_TIMEOUT_MS = 10_000;

/**
 * Runs the server as a process of its own, so that a long aggregation cannot stall the caller's event loop.
 * The child ends when its parent does, however that went.
 * @throws Error with the child's own words when it does not start, for instance because the directory is in
 *   use; or when the package has not been built.
 */
export async function spawnServer(options: SpawnOptions): Promise<SpawnedServer> {
  const program = createRequire(import.meta.url).resolve('@mediecentral/embedded-mongo/cli');
  if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first`);
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...serveArguments(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const lastLines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    options.onLog?.(line);
  });
  const output = createInterface({ input: child.stdout });
  const timeout = setTimeout(() => child.kill('SIGKILL'), options.startTimeoutMs ?? 30_000);
  const ready = await Promise.race([
    once(output, 'line').then(([line]) => JSON.parse(String(line)) as { uri: string }),
    once(child, 'error').then(([error]) => ({ error: String(error) })),
    exited.then(() => ({ error: lastLines.join('\n') })),
  ]);
  clearTimeout(timeout);
  if ('error' in ready) throw new Error(`embedded-mongo did not start: ${ready.error}`);
  return {
    uri: ready.uri,
    pid: child.pid!,
    onExit: (listener) => void exited.then(({ code, signal }) => listener(code, signal)),
    stop: async () => {
      const forced = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(forced);
    },
  };
}

function serveArguments(options: SpawnOptions): string[] {
  const words = ['serve', '--data', options.directory, '--stop-with-parent'];
  if (options.port !== undefined) words.push('--port', String(options.port));
  if (options.host !== undefined) words.push('--host', options.host);
  if (options.socketPath !== undefined) words.push('--socket', options.socketPath);
  return words;
}

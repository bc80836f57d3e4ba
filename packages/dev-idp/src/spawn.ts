import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { type DevelopmentProviderOptions, refuseInProduction } from './server.ts';

export type SpawnedProvider = {
  entityId: string;
  ssoUrl: string;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
};

const patience = 5000;

/**
 * Runs the provider as a process of its own; it ends when its parent does, however that went.
 * @throws with the child's own words when it does not start; in production; when the package has not been built
 */
export async function spawnDevelopmentProvider(
  options: Omit<DevelopmentProviderOptions, 'now'>,
): Promise<SpawnedProvider> {
  refuseInProduction(process.env);
  const program = createRequire(import.meta.url).resolve('@mediecentral/dev-idp/cli');
  if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first`);
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(options)}\n`);
  const answer = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    exited.then(() => undefined),
  ]);
  if (!answer) throw new Error(`the development identity provider did not start: ${words.trim()}`);
  const { entityId, ssoUrl } = JSON.parse(answer) as { entityId: string; ssoUrl: string };
  return {
    entityId,
    ssoUrl,
    async stop() {
      const forced = setTimeout(() => child.kill('SIGKILL'), patience);
      child.stdin.end();
      await exited;
      clearTimeout(forced);
    },
  };
}

import { createInterface } from 'node:readline';
import {
  type DevelopmentProvider,
  type DevelopmentProviderOptions,
  startDevelopmentProvider,
} from './server.ts';

/*
 * The provider as a process of its own: reads its options as one line of JSON, says on one line where it is, and ends
 * when its standard input does, so that it never outlives the application.
 */
let provider: DevelopmentProvider | undefined;

async function start(options: DevelopmentProviderOptions): Promise<void> {
  provider = await startDevelopmentProvider(options);
  process.stdout.write(`${JSON.stringify({ entityId: provider.entityId, ssoUrl: provider.ssoUrl })}\n`);
}

function end(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

const input = createInterface({ input: process.stdin });
input.once('line', (line) => {
  start(JSON.parse(line) as DevelopmentProviderOptions).catch(end);
});
input.once('close', () => {
  if (provider) provider.close().catch(end);
  else process.exit(0);
});
// A terminal's Ctrl-C reaches the whole group; the application decides when this process ends.
process.on('SIGINT', () => undefined);

#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { backup, compact, restore } from './storage/copy.ts';
import { check } from './storage/check.ts';
import { start } from './start.ts';
import type { ServerLogger } from './wire/server.ts';

const USAGE = `embedded-mongo: MongoDB for one machine

  serve   --data DIR [--port N] [--host 127.0.0.1] [--socket PATH]
  backup  --data DIR TARGET    copy the data, also while the server runs
  restore --data DIR SOURCE    make an empty DIR from a backup
  compact --data DIR           give unused space back (server stopped)
  check   --data DIR           compare every index with the documents

  --stop-with-parent      end when standard input does
  --enable-test-commands  accept configureFailPoint`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    socket: { type: 'string' },
    'stop-with-parent': { type: 'boolean', default: false },
    'enable-test-commands': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const logger: ServerLogger = {
  info: (fields, message) => log('info', fields, message),
  warn: (fields, message) => log('warn', fields, message),
  error: (fields, message) => log('error', fields, message),
};

function log(level: string, fields: object, message: string): void {
  process.stderr.write(`${JSON.stringify({ level, time: new Date().toISOString(), ...fields, message })}\n`);
}

async function serve(directory: string): Promise<void> {
  const server = await start({
    directory,
    port: values.port === undefined ? undefined : Number(values.port),
    host: values.host,
    socketPath: values.socket,
    logger,
    enableTestCommands: values['enable-test-commands'],
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (values['stop-with-parent']) {
    // The pipe closes with the parent, even when that is killed.
    process.stdin.on('end', stop).on('error', stop).resume();
  }
  process.stdout.write(`${JSON.stringify({ uri: server.uri, pid: process.pid })}\n`);
}

async function run(verb: string, directory: string, operand: string | undefined): Promise<void> {
  if (verb === 'serve') await serve(directory);
  else if (verb === 'backup' && operand !== undefined) await backup(directory, operand);
  else if (verb === 'restore' && operand !== undefined) await restore(directory, operand);
  else if (verb === 'compact') await compact(directory);
  else if (verb === 'check') {
    const report = await check(directory);
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    if (report.faults.length > 0) process.exitCode = 1;
  } else throw new Error(USAGE);
}

const [verb = 'serve', operand] = positionals;
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else {
  try {
    if (values.data === undefined) throw new Error(USAGE);
    await run(verb, values.data, operand);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

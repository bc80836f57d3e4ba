import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const program = fileURLToPath(new URL('../../api/dist/server.js', import.meta.url));
let home: string;
const running = new Set<ChildProcess>();

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mediecentral-process-'));
});
test.afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

type Started = { child: ChildProcess; address: string; output: () => string; ended: Promise<number | null> };

async function start(settings: Record<string, string> = {}): Promise<Started> {
  const port = await freePort();
  const environment = { ...process.env, PORT: String(port), DATA_DIR: join(home, 'data'), LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [program], { env: { ...environment, ...settings } });
  running.add(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, address: `http://localhost:${port}`, output: () => output, ended };
}

const ready = ({ address }: Started) =>
  expect
    .poll(
      () =>
        fetch(`${address}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 60_000 },
    )
    .toBe(200);

/** The processes that a process has started, by what the operating system says. */
async function childrenOf(child: ChildProcess): Promise<number[]> {
  const list = spawn('ps', ['-o', 'pid=', '--ppid', String(child.pid)]);
  let output = '';
  list.stdout.on('data', (data: Buffer) => (output += data.toString()));
  await once(list, 'close');
  return output.trim().split(/\s+/).filter(Boolean).map(Number);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('says its address and who can log in, stops with everything it started, and finds its data again', async () => {
  test.setTimeout(150_000);
  const first = await start();
  await ready(first);
  await expect.poll(first.output).toContain(first.address);
  expect(first.output()).toContain('Maja Lindqvist');
  const total = await countOf(first);
  expect(total).toBe(12);
  const children = await childrenOf(first.child);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  await expect.poll(() => children.filter(isAlive)).toEqual([]);

  const second = await start();
  await ready(second);
  expect(await countOf(second)).toBe(total);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

/** How many municipalities the centre serves: none before anything was filled. */
async function countOf({ address }: Started): Promise<number> {
  const answer = await fetch(`${address}/api/municipalities`);
  return ((await answer.json()) as { total: number }).total;
}

test('leaves nothing running behind it when it is killed, and starts again', async () => {
  test.setTimeout(150_000);
  const first = await start();
  await ready(first);
  const children = await childrenOf(first.child);
  expect(children.length).toBeGreaterThan(0);
  first.child.kill('SIGKILL');
  await first.ended;
  await expect.poll(() => children.filter(isAlive), { timeout: 20_000 }).toEqual([]);
  const second = await start();
  await ready(second);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('stops at a wrong setting with one line that names it', async () => {
  for (const [name, value] of [
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'here'],
    ['NODE_ENV', 'production'],
  ] as const) {
    const server = await start({ [name]: value });
    expect(await server.ended).toBe(1);
    expect(server.output().trim().split('\n')).toHaveLength(1);
  }
});

test('says that the data is in use by another server, and leaves that one alone', async () => {
  test.setTimeout(150_000);
  const first = await start();
  await ready(first);
  const second = await start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/in use/);
  await ready(first);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
});

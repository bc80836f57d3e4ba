import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { deserialize, serialize } from 'bson';
import { openTestServer, type TestServer } from '../test-server.ts';
import { OP_MSG } from './message.ts';

function message(opcode: number, payload: Uint8Array, claimed?: number): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(claimed ?? 16 + payload.length, 0);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, payload]);
}

const command = (body: Uint8Array): Buffer => message(OP_MSG, Buffer.concat([Buffer.alloc(5), body]));

describe('hostile bytes on the socket', () => {
  let server: TestServer;
  const reasons: string[] = [];

  beforeAll(async () => {
    server = await openTestServer({
      logger: {
        info: () => undefined,
        warn: (fields) => reasons.push((fields as { reason: string }).reason),
        error: (fields) => reasons.push(JSON.stringify(fields)),
      },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    reasons.length = 0;
  });

  async function open(): Promise<Socket> {
    const { hostname, port } = new URL(server.uri);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  /** What the server answers before it closes, or its first message. */
  async function answerTo(bytes: Buffer): Promise<Buffer | undefined> {
    const socket = await open();
    const data = once(socket, 'data').then(([chunk]) => chunk as Buffer);
    const closed = once(socket, 'close').then(() => undefined);
    socket.write(bytes);
    const answer = await Promise.race([data, closed]);
    socket.destroy();
    return answer;
  }

  const ping = async (): Promise<unknown> => (await server.database().command({ ping: 1 })).ok;

  it.each([
    ['a length below that of a header', message(OP_MSG, Buffer.alloc(0), 3)],
    ['a length of two gigabytes', message(OP_MSG, Buffer.alloc(0), 2 ** 31 - 1)],
    ['a negative length', message(OP_MSG, Buffer.alloc(0), -5)],
    ['an opcode that is none', message(1_234, Buffer.alloc(40))],
    [
      'a section that is longer than its message',
      message(OP_MSG, Buffer.from([0, 0, 0, 0, 0, 255, 255, 0, 0, 1])),
    ],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ])('drops a connection that sends %s, and says why', async (_name, bytes) => {
    expect(await answerTo(bytes)).toBeUndefined();
    expect(reasons).toHaveLength(1);
    expect(await ping()).toBe(1);
  });

  it.each<[string, number, Buffer]>([
    ['a string without an end', 22, lying(serialize({ ping: 1, text: 'abc', $db: 'test' }), 'abc\0', 'abcd')],
    ['a document that lies about its length', 22, lyingInner()],
    [
      'a type that does not exist',
      22,
      lying(serialize({ ping: 1, odd: null, $db: 'test' }), '\nodd\0', '\x60odd\0'),
    ],
    [
      'documents two hundred levels deep',
      15,
      Buffer.from(serialize({ ping: 1, $db: 'test', deep: deep(250) })),
    ],
    ['documents ten thousand levels deep', 15, deepBytes(10_000)],
  ])('answers %s with code %i', async (_name, code, body) => {
    const answer = await answerTo(command(body));
    expect(answer?.includes(Buffer.concat([Buffer.from('\x10code\0', 'latin1'), int32(code)]))).toBe(true);
    expect(await ping()).toBe(1);
  });

  it('holds no more memory for a client that promises much and sends little', async () => {
    const before = process.memoryUsage().rss;
    const sockets = await Promise.all(Array.from({ length: 50 }, open));
    for (const socket of sockets) socket.write(message(OP_MSG, Buffer.alloc(100), 48_000_000));
    expect(await ping()).toBe(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    for (const socket of sockets) socket.destroy();
  });

  it('answers a message that comes byte by byte', async () => {
    const socket = await open();
    for (const byte of command(serialize({ ping: 1, $db: 'test' }))) {
      socket.write(Buffer.from([byte]));
      // oxlint-disable-next-line no-await-in-loop
      await setImmediate();
    }
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(deserialize(answer.subarray(21))).toMatchObject({ ok: 1 });
    socket.destroy();
  });

  it('answers or drops commands in which anything has been altered', async () => {
    const random = randomNumbers();
    for (let turn = 0; turn < 300; turn += 1) {
      const bytes = command(serialize(COMMANDS[turn % COMMANDS.length]!));
      for (let change = 0; change <= turn % 3; change += 1) bytes[random() % bytes.length] = random() % 256;
      // A length that promises more than comes is what the client would have to wait for.
      bytes.writeInt32LE(bytes.length, 0);
      const socket = await open();
      socket.end(bytes);
      await once(socket.resume(), 'close');
    }
    expect(reasons.filter((reason) => reason.includes('internal error'))).toEqual([]);
    expect(await ping()).toBe(1);
  });

  it('lives through noise', async () => {
    const random = randomNumbers();
    for (let turn = 0; turn < 40; turn += 1) {
      const noise = Buffer.from(Array.from({ length: 60 }, () => random() % 256));
      const socket = await open();
      socket.end(turn % 2 === 0 ? noise : command(noise));
      await once(socket.resume(), 'close');
    }
    expect(await ping()).toBe(1);
  });
});

const COMMANDS = [
  { find: 'films', filter: { $or: [{ a: { $gt: 1 } }, { b: /x/ }] }, sort: { a: -1 }, $db: 'hostile' },
  { insert: 'films', documents: [{ a: [1, { b: null }], c: new Date(0), d: 'é' }], $db: 'hostile' },
  { update: 'films', updates: [{ q: { a: 1 }, u: { $set: { 'x.y': 1 } }, upsert: true }], $db: 'hostile' },
  { aggregate: 'films', pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }], cursor: {}, $db: 'hostile' },
  { createIndexes: 'films', indexes: [{ key: { a: 1 }, name: 'a_1' }], $db: 'hostile' },
];

function randomNumbers(): () => number {
  let seed = 42;
  return () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed >> 8;
  };
}

/** Made by hand, as no library goes this deep. */
function deepBytes(depth: number): Buffer {
  const end = 5 + 8 * depth;
  const bytes = Buffer.alloc(end);
  for (let level = 0; level <= depth; level += 1) {
    bytes.writeInt32LE(end - 8 * level, 7 * level);
    if (level < depth) bytes.write('\x03a\0', 7 * level + 4, 'latin1');
  }
  return bytes;
}

function deep(depth: number): Record<string, unknown> {
  return Array.from({ length: depth }).reduce<Record<string, unknown>>((inner) => ({ a: inner }), {});
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value, 0);
  return bytes;
}

function lying(document: Uint8Array, from: string, to: string): Buffer {
  const bytes = Buffer.from(document);
  bytes.write(to, bytes.indexOf(from, 0, 'latin1'), 'latin1');
  return bytes;
}

function lyingInner(): Buffer {
  const bytes = Buffer.from(serialize({ ping: 1, inner: { a: 1 }, $db: 'test' }));
  bytes.writeInt32LE(9_999, bytes.indexOf('inner\0') + 6);
  return bytes;
}

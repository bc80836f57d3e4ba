import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { deserialize, serialize } from 'bson';
import { MongoClient, type Db, type Document } from 'mongodb';
import { start, type ServerOptions } from './start.ts';

export interface TestServer {
  directory: string;
  uri: string;
  client: MongoClient;
  /** A database of its own for a test. */
  database(): Db;
  close(): Promise<void>;
}

export async function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'embedded-mongo-test-'));
}

/** A server in this process on an empty directory, and the official driver on it; for one test file. */
export async function openTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const directory = await temporaryDirectory();
  const server = await start({ directory, ...options });
  const client = await new MongoClient(server.uri).connect();
  return {
    directory,
    uri: server.uri,
    client,
    database: () => client.db(`test-${randomUUID().slice(0, 8)}`),
    close: async () => {
      await client.close();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The code of the error that a promise is rejected with; undefined when it is not. */
export async function codeOf(promise: Promise<unknown>): Promise<number | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return (error as { code?: number }).code;
  }
}

const OP_MSG = 2013;

/** Sends commands as they are, without what the driver adds, over a connection of their own. */
export async function sendRaw(uri: string, command: Document): Promise<Document> {
  const { hostname, port } = new URL(uri);
  const socket = connect(Number(port), hostname);
  const body = serialize(command);
  const message = Buffer.alloc(21 + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(OP_MSG, 12);
  message.set(body, 21);
  socket.write(message);
  let reply = Buffer.alloc(0);
  for await (const chunk of socket) {
    reply = Buffer.concat([reply, chunk as Buffer]);
    if (reply.length >= 4 && reply.length >= reply.readInt32LE(0)) break;
  }
  return deserialize(reply.subarray(21));
}

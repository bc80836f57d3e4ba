import { once } from 'node:events';
import type { Socket } from 'node:net';
import { FrameReader } from './frame-reader.ts';
import { frameReply, parseMessage, ProtocolError, type Message } from './message.ts';
import type { SlowReader, UnreadReplies } from './unread-replies.ts';

/** What the command layer may know and keep about a client. */
export interface ClientConnection {
  readonly id: number;
  /** Where it connects from, as `address:port`. */
  readonly address: string;
  /** It has said what it is. */
  introduced?: boolean;
  /** Set by the handshake. */
  applicationName: string | undefined;
  /** True as soon as the socket is gone; long requests look at it and stop. */
  closed: boolean;
}

/** Answers one request with a reply document (raw BSON), or `undefined` to drop the connection. */
export type RequestHandler = (message: Message, client: ClientConnection) => Promise<Uint8Array | undefined>;

export interface ConnectionEvents {
  handle: RequestHandler;
  /** Called once when the connection is dropped by us. */
  dropped(client: ClientConnection, reason: string): void;
  readonly unread: UnreadReplies;
  /** Accounts for unfinished bytes; returns false when the whole server holds too many. */
  reserve(bytes: number): boolean;
  closed(): void;
}

/**
 * Serves one socket: one request at a time, reading paused meanwhile, so that a flooding client waits in its
 * own send buffer; a reply that the client does not read pauses the next request.
 */
export function serveConnection(socket: Socket, id: number, events: ConnectionEvents): ClientConnection {
  const client: ClientConnection = {
    id,
    address: addressOf(socket),
    applicationName: undefined,
    closed: false,
  };
  const frames = new FrameReader();
  let reserved = 0;
  let serving = false;

  const account = (): boolean => {
    const change = frames.pendingBytes - reserved;
    reserved = frames.pendingBytes;
    return events.reserve(change);
  };
  const drop = (reason: string): void => {
    if (client.closed) return;
    events.dropped(client, reason);
    socket.destroy();
  };
  const reader: SlowReader = { drop };
  const answer = async (bytes: Buffer): Promise<void> => {
    const message = parseMessage(bytes);
    const reply = await events.handle(message, client);
    if (client.closed || message.silent) return;
    if (!reply) {
      socket.destroy();
      return;
    }
    const frame = frameReply(reply, message.requestId, message.legacyDatabase !== undefined);
    if (socket.write(frame)) return;
    events.unread.add(reader, frame.length);
    await drainedOrClosed(socket);
    events.unread.remove(reader);
  };
  const serve = async (): Promise<void> => {
    serving = true;
    try {
      for (let bytes = frames.next(); bytes && !client.closed; bytes = frames.next()) {
        account();
        // Requests of one client are answered in their order.
        // oxlint-disable-next-line no-await-in-loop
        await answer(bytes);
      }
    } catch (error) {
      drop(error instanceof ProtocolError ? error.message : `internal error: ${String(error)}`);
    }
    serving = false;
    if (!client.closed && socket.isPaused()) socket.resume();
  };

  socket.on('data', (chunk: Buffer) => {
    frames.push(chunk);
    if (!account()) {
      drop('the server holds too many unfinished messages');
      return;
    }
    if (serving) socket.pause();
    else void serve();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    client.closed = true;
    events.reserve(-reserved);
    events.closed();
  });
  return client;
}

function addressOf({ remoteAddress, remoteFamily, remotePort }: Socket): string {
  // A unix socket has none at its other end.
  if (remoteAddress === undefined) return 'anonymous unix socket';
  return remoteFamily === 'IPv6' ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
}

async function drainedOrClosed(socket: Socket): Promise<void> {
  const stop = new AbortController();
  await Promise.race([
    once(socket, 'drain', { signal: stop.signal }),
    once(socket, 'close', { signal: stop.signal }),
  ]).catch(() => undefined);
  stop.abort();
}

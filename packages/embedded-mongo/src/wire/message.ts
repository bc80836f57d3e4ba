/**
 * Framing of the MongoDB wire protocol: OP_MSG in both section kinds, and the legacy OP_QUERY that drivers
 * still use for their first hello. Source: MongoDB wire protocol specification.
 */

export const OP_REPLY = 1;
export const OP_QUERY = 2004;
export const OP_COMPRESSED = 2012;
export const OP_MSG = 2013;

/** Largest message accepted, in bytes: what `hello` announces plus room for headers. */
export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER_BYTES = 16;
const MESSAGE_OVERHEAD = 16_384;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xffff;

/** Bytes that no honest client sends. The connection is dropped with this reason; the server lives on. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/** One parsed request: the command's document and its document sequences, all still raw BSON. */
export interface Message {
  requestId: number;
  /** The command document, raw. */
  body: Buffer;
  /** Sections of kind 1 by their identifier (`documents`, `updates`, …). */
  sequences: Map<string, Buffer[]> | undefined;
  /** Set for OP_QUERY: the database of the namespace, as such a command has no `$db`. */
  legacyDatabase: string | undefined;
  /** The client wants no answer (unacknowledged write). */
  silent: boolean;
}

/**
 * Length of the message that starts at the buffer's first byte.
 * @throws ProtocolError when no message can have that length.
 */
export function messageLength(header: Buffer): number {
  const length = header.readInt32LE(0);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES + MESSAGE_OVERHEAD) {
    throw new ProtocolError(`a message of ${length} bytes is outside 16 to ${MAX_MESSAGE_BYTES}`);
  }
  return length;
}

/**
 * Parses one whole message.
 * @throws ProtocolError when sections overlap the message's end, are of an unknown kind or repeat.
 */
export function parseMessage(message: Buffer): Message {
  const requestId = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return parseOpMsg(message, requestId);
  if (opcode === OP_QUERY) return parseOpQuery(message, requestId);
  if (opcode === OP_COMPRESSED) throw new ProtocolError('compression was not negotiated');
  throw new ProtocolError(`opcode ${opcode} is not supported`);
}

function parseOpMsg(message: Buffer, requestId: number): Message {
  if (message.length < HEADER_BYTES + 4 + 1 + 5) throw new ProtocolError('OP_MSG is too short');
  const flags = message.readUInt32LE(16);
  if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new ProtocolError(`OP_MSG has unknown required flags ${flags & REQUIRED_FLAGS}`);
  }
  const end = message.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4);
  let position = HEADER_BYTES + 4;
  let body: Buffer | undefined;
  let sequences: Map<string, Buffer[]> | undefined;
  while (position < end) {
    const kind = message[position];
    position += 1;
    const section = sizedSlice(message, position, end);
    if (kind === 0) {
      if (body) throw new ProtocolError('OP_MSG has two bodies');
      body = section;
    } else if (kind === 1) {
      const [identifier, documents] = parseSequence(section);
      sequences ??= new Map();
      if (sequences.has(identifier)) throw new ProtocolError(`OP_MSG repeats the section ${identifier}`);
      sequences.set(identifier, documents);
    } else {
      throw new ProtocolError(`OP_MSG has a section of unknown kind ${kind}`);
    }
    position += section.length;
  }
  if (!body) throw new ProtocolError('OP_MSG has no body');
  return { requestId, body, sequences, legacyDatabase: undefined, silent: (flags & MORE_TO_COME) !== 0 };
}

function parseSequence(section: Buffer): [string, Buffer[]] {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolError('a document sequence has no name');
  const documents: Buffer[] = [];
  let position = nameEnd + 1;
  while (position < section.length) {
    const document = sizedSlice(section, position, section.length);
    documents.push(document);
    position += document.length;
  }
  return [section.toString('utf8', 4, nameEnd), documents];
}

function parseOpQuery(message: Buffer, requestId: number): Message {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new ProtocolError('OP_QUERY has no namespace');
  const namespace = message.toString('utf8', HEADER_BYTES + 4, nameEnd);
  const dot = namespace.indexOf('.');
  if (dot < 0 || namespace.slice(dot) !== '.$cmd') {
    throw new ProtocolError('OP_QUERY is accepted for the handshake only');
  }
  const body = sizedSlice(message, nameEnd + 1 + 8, message.length);
  return {
    requestId,
    body,
    sequences: undefined,
    legacyDatabase: namespace.slice(0, dot),
    silent: false,
  };
}

/** The bytes of a part that begins with its own length. */
function sizedSlice(bytes: Buffer, start: number, end: number): Buffer {
  if (start + 5 > end) throw new ProtocolError('a section is cut short');
  const length = bytes.readInt32LE(start);
  if (length < 5 || start + length > end) throw new ProtocolError(`a section claims ${length} bytes`);
  return bytes.subarray(start, start + length);
}

let lastResponseId = 0;
function nextResponseId(): number {
  lastResponseId = (lastResponseId + 1) | 0;
  return lastResponseId;
}

/** Frames a reply document as OP_MSG, or as OP_REPLY when the request was a legacy one. */
export function frameReply(document: Uint8Array, responseTo: number, legacy: boolean): Buffer {
  const prefix = legacy ? 36 : 21;
  const frame = Buffer.allocUnsafe(prefix + document.length);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(nextResponseId(), 4);
  frame.writeInt32LE(responseTo, 8);
  frame.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
  frame.fill(0, HEADER_BYTES, prefix);
  if (legacy) {
    frame.writeInt32LE(8, 16); // awaitCapable, as every server since 2.0 says
    frame.writeInt32LE(1, 32);
  }
  frame.set(document, prefix);
  return frame;
}

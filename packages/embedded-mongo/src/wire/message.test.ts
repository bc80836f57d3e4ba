import { serialize } from 'bson';
import * as fc from 'fast-check';
import { FrameReader } from './frame-reader.ts';
import { frameReply, OP_MSG, OP_QUERY, parseMessage, ProtocolError } from './message.ts';

function frame(opcode: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + payload.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, payload]);
}

function opMsg(flags: number, ...sections: Uint8Array[]): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32LE(flags, 0);
  return frame(OP_MSG, Buffer.concat([prefix, ...sections]));
}

const body = (document: object): Buffer => Buffer.concat([Buffer.from([0]), serialize(document)]);

function sequence(name: string, documents: object[]): Buffer {
  const content = Buffer.concat([
    Buffer.from(`${name}\0`),
    ...documents.map((document) => serialize(document)),
  ]);
  const section = Buffer.alloc(5);
  section[0] = 1;
  section.writeInt32LE(4 + content.length, 1);
  return Buffer.concat([section, content]);
}

describe('parseMessage', () => {
  it('reads the body and the document sequences of OP_MSG', () => {
    const message = parseMessage(
      opMsg(0, sequence('documents', [{ a: 1 }, { a: 2 }]), body({ insert: 'films' })),
    );
    expect(message.requestId).toBe(7);
    expect(message.body.equals(serialize({ insert: 'films' }))).toBe(true);
    expect(message.sequences?.get('documents')).toHaveLength(2);
    expect(message.silent).toBe(false);
  });

  it('knows that a client wants no answer', () => {
    expect(parseMessage(opMsg(2, body({ insert: 'films' }))).silent).toBe(true);
  });

  it('reads the legacy hello', () => {
    const payload = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      serialize({ isMaster: 1 }),
    ]);
    expect(parseMessage(frame(OP_QUERY, payload)).legacyDatabase).toBe('admin');
  });

  it.each([
    ['an unknown opcode', frame(2_005, Buffer.alloc(20))],
    ['compression that was not negotiated', frame(2_012, Buffer.alloc(20))],
    ['no body', opMsg(0, sequence('documents', []))],
    ['two bodies', opMsg(0, body({}), body({}))],
    ['a repeated section', opMsg(0, body({}), sequence('a', []), sequence('a', []))],
    ['an unknown section kind', opMsg(0, Buffer.concat([Buffer.from([9]), serialize({})]))],
    ['an unknown required flag', opMsg(4, body({}))],
    ['a section that claims more than there is', opMsg(0, Buffer.from([0, 99, 0, 0, 0, 0]))],
    ['a query that is no command', frame(OP_QUERY, Buffer.from('\0\0\0\0films.titles\0'))],
  ])('refuses %s', (_name, bytes) => {
    expect(() => parseMessage(bytes)).toThrow(ProtocolError);
  });

  it('answers any bytes with a message or a ProtocolError', () => {
    fc.assert(
      fc.property(fc.constantFrom(OP_MSG, OP_QUERY), fc.uint8Array({ maxLength: 80 }), (opcode, bytes) => {
        expect(outcomeOf(() => parseMessage(frame(opcode, bytes)))).toMatch(/^(?:message|ProtocolError)$/);
      }),
    );
  });
});

function outcomeOf(work: () => unknown): string {
  try {
    work();
    return 'message';
  } catch (error) {
    return (error as Error).name;
  }
}

describe('FrameReader', () => {
  it('cuts a stream into its messages however the bytes arrive', () => {
    const messages = [
      opMsg(0, body({ ping: 1 })),
      opMsg(0, body({ a: 'x'.repeat(300) })),
      opMsg(2, body({})),
    ];
    const stream = Buffer.concat(messages);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sizes) => {
        const reader = new FrameReader();
        const read: Buffer[] = [];
        let position = 0;
        for (let turn = 0; position < stream.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          reader.push(stream.subarray(position, position + size));
          position += size;
          for (let next = reader.next(); next; next = reader.next()) read.push(next);
        }
        expect(read.map((message) => message.toString('hex'))).toEqual(
          messages.map((message) => message.toString('hex')),
        );
        expect(reader.pendingBytes).toBe(0);
      }),
    );
  });

  it.each([[-1], [0], [15], [2 ** 31 - 1]])('refuses a message of %i bytes', (length) => {
    const header = Buffer.alloc(16);
    header.writeInt32LE(length, 0);
    const reader = new FrameReader();
    reader.push(header);
    expect(() => reader.next()).toThrow(ProtocolError);
  });
});

describe('frameReply', () => {
  it('answers a legacy request with one document in OP_REPLY', () => {
    const reply = frameReply(serialize({ ok: 1 }), 42, true);
    expect([
      reply.readInt32LE(0),
      reply.readInt32LE(8),
      reply.readInt32LE(12),
      reply.readInt32LE(32),
    ]).toEqual([reply.length, 42, 1, 1]);
  });
});

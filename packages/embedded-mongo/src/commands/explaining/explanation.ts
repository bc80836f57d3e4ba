import { Row } from '../../pipeline/row.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import type { CommandContext } from '../command.ts';
import { GIT_VERSION, VERSION } from '../server/handshake.ts';

/** What is told of a command, as the reply has it. */
export function explanation(
  { engine, database }: CommandContext,
  told: ReplyDocument,
  command: Buffer | ReplyDocument,
): ReplyDocument {
  return {
    explainVersion: '1',
    ...told,
    command: Buffer.isBuffer(command)
      ? new Row(command).with(new Map([['$db', database]])).toBytes()
      : { ...command, $db: database },
    serverInfo: { ...hostOf(engine.address), version: VERSION, gitVersion: GIT_VERSION },
  };
}

/** The parts of an address; that of a socket file is in one piece. */
function hostOf(address: string): ReplyDocument {
  const { host = address, port } = /^(?<host>.+):(?<port>\d+)$/.exec(address)?.groups ?? {};
  return { host, ...(port && { port: Number(port) }) };
}

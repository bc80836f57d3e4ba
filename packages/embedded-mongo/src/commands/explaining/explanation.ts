import { Row } from '../../pipeline/row.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import type { CommandContext } from '../command.ts';
import { VERSION } from '../handshake.ts';

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
    serverInfo: { host: engine.address, version: VERSION },
  };
}

import type { ReplyDocument, ReplyValue } from '../../wire/reply.ts';
import type { CommandContext } from '../command.ts';
import { VERSION } from '../handshake.ts';

/** What is told of a command, as the reply has it. */
export function explanation(
  { engine }: CommandContext,
  told: ReplyDocument,
  command: ReplyValue,
): ReplyDocument {
  return {
    explainVersion: '1',
    ...told,
    command,
    serverInfo: { host: engine.address, version: VERSION },
  };
}

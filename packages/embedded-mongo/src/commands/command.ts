import type { Engine } from '../engine.ts';
import type { Operation } from '../session/operation.ts';
import type { Session } from '../session/sessions.ts';
import type { RawField } from '../storage/raw-fields.ts';
import type { OpenTransaction } from '../storage/write-view.ts';
import type { ClientConnection } from '../wire/connection.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import type { CommonFields, FieldList, Fields } from './fields.ts';

/** What a command runs in. */
export interface CommandContext {
  readonly engine: Engine;
  /** The command's name as it was sent. */
  readonly command: string;
  /** What stands beside the name: mostly the collection. */
  readonly target: RawField;
  readonly database: string;
  readonly common: CommonFields;
  readonly client: ClientConnection;
  readonly operation: Operation;
  readonly session: Session | undefined;
  /** The open transaction that the command is part of. */
  readonly transaction: OpenTransaction | undefined;
  /** Number of the retryable write that the command is; what it did is recorded in its commit. */
  readonly retryNumber: number | undefined;
}

/** A reply, or all of it as BSON already. */
export type Reply = ReplyDocument | Buffer;

export interface Command<List extends FieldList = FieldList> {
  readonly names: readonly string[];
  readonly fields: List;
  /** It may be part of a transaction. */
  readonly inTransaction?: boolean;
  /** It may carry a transaction number outside of a transaction. */
  readonly retryable?: boolean;
  /** Runs on the `admin` database only. */
  readonly adminOnly?: boolean;
  /** It writes, so that its write concern means something. */
  readonly writes?: boolean;
  /** Only with `enableTestCommands`. */
  readonly forTests?: boolean;
  /** MongoDB's stable API, version 1, has it. */
  readonly stable?: boolean;
  run(context: CommandContext, fields: Fields<List>): Reply | Promise<Reply>;
}

/** Lets the handler's parameter follow from the list of fields. */
export function defineCommand<const List extends FieldList>(command: Command<List>): Command {
  return command;
}

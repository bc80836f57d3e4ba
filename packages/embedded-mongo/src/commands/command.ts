import type { Engine } from '../engine.ts';
import type { Operation } from '../session/operation.ts';
import type { Session } from '../session/sessions.ts';
import type { SharedSnapshot } from '../session/snapshots.ts';
import type { RawField } from '../storage/raw-fields.ts';
import type { View } from '../storage/view.ts';
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
  /** The command as it was sent, without the documents beside it. */
  readonly body: Buffer;
  readonly common: CommonFields;
  readonly client: ClientConnection;
  readonly operation: Operation;
  readonly session: Session | undefined;
  /** The open transaction that the command is part of. */
  readonly transaction: OpenTransaction | undefined;
  /** The moment that it reads, when it asks for a snapshot outside of a transaction. */
  readonly snapshot: SharedSnapshot | undefined;
  /** The data as the command sees it. */
  readonly view: View;
  /** Number of the retryable write that the command is; what it did is recorded in its commit. */
  readonly retryNumber: number | undefined;
}

export interface Command<List extends FieldList = FieldList> {
  /** The first one stands for all. */
  readonly names: readonly [string, ...string[]];
  readonly fields: List;
  /** It may be part of a transaction. */
  readonly inTransaction?: boolean;
  /** It may carry a transaction number outside of a transaction. */
  readonly retryable?: boolean;
  /** Runs on the `admin` database only. */
  readonly adminOnly?: boolean;
  /** It writes, so that its write concern means something. */
  readonly writes?: boolean;
  /** It takes fields by any name beside its own, as raw values. */
  readonly open?: boolean;
  /** Only with `enableTestCommands`. */
  readonly forTests?: boolean;
  /** MongoDB's stable API, version 1, has it. */
  readonly stable?: boolean;
  /** Those of its fields that the stable API does not have. */
  readonly unstable?: readonly string[];
  /** It is to go from the stable API. */
  readonly deprecated?: boolean;
  run(context: CommandContext, fields: Fields<List>): ReplyDocument | Promise<ReplyDocument>;
}

/** Lets the handler's parameter follow from the list of fields. */
export function defineCommand<const List extends FieldList>(command: Command<List>): Command {
  return command;
}

import type { ApiParameters } from './api-parameters.ts';
import type { OpenTransaction } from '../storage/write-view.ts';
import type { Operation } from './operation.ts';

export type TransactionState = 'none' | 'in progress' | 'committed' | 'aborted';

/** What holds for a whole transaction. */
export interface TransactionOptions {
  readonly api: ApiParameters;
  /** The level of its read concern. */
  readonly level: string;
}

/** Commands that are about a transaction rather than part of it. */
export const ENDS_TRANSACTION: ReadonlySet<string> = new Set(['commitTransaction', 'abortTransaction']);

/** What the server remembers of a logical session, by the client's identifier of it. */
export interface Session {
  /** The identifier's sixteen bytes, in hexadecimal. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  lastUsed: number;
  /** The newest transaction number seen, whether of a retryable write or of a transaction; -1 for none. */
  transactionNumber: number;
  state: TransactionState;
  transaction: OpenTransaction | undefined;
  transactionStarted: number;
  /** What the request said that began the newest transaction. */
  begun: TransactionOptions | undefined;
  /** The statement of its transaction, or the end of it, that runs: what comes meanwhile waits. */
  statement: { readonly operation: Operation; readonly ended: Promise<void> } | undefined;
  /** The retryable write that is running, so that its retry waits for it and gets its answer. */
  running: { transactionNumber: number; reply: Promise<unknown> } | undefined;
  /** Its requests that run. */
  readonly operations: Set<Operation>;
}

/** As announced in `hello`. */
export const SESSION_TIMEOUT_MINUTES = 30;
const SESSION_TIMEOUT_MS = SESSION_TIMEOUT_MINUTES * 60_000;
const MAX_SESSIONS = 100_000;
const TOO_LONG = 'operation was interrupted because the transaction exceeded its lifetime';

/** The logical sessions of all clients. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #now: () => number;
  /** `transactionLifetimeLimitSeconds` of MongoDB. */
  transactionLifetimeSeconds = 60;
  /** How often those that have lasted too long were looked for. */
  expirations = 0;
  readonly #recorded: (id: string) => number | undefined;

  /** @param recorded the newest number of a session that is written down */
  constructor(now: () => number, recorded: (id: string) => number | undefined = () => undefined) {
    this.#now = now;
    this.#recorded = recorded;
  }

  /** The session, made when it is new; its time begins anew. */
  use(id: string): Session {
    let session = this.#sessions.get(id);
    if (session) {
      // The order of the map is the order of last use.
      this.#sessions.delete(id);
    } else {
      session = {
        id,
        lastUsed: 0,
        transactionNumber: this.#recorded(id) ?? -1,
        state: 'none',
        transaction: undefined,
        transactionStarted: 0,
        begun: undefined,
        statement: undefined,
        running: undefined,
        operations: new Set(),
      };
      this.#makeRoom();
    }
    this.#sessions.set(id, session);
    session.lastUsed = this.#now();
    return session;
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  all(): Iterable<Session> {
    return this.#sessions.values();
  }

  begin(
    session: Session,
    transactionNumber: number,
    transaction: OpenTransaction,
    options: TransactionOptions,
  ): void {
    abort(session);
    session.transactionNumber = transactionNumber;
    session.begun = options;
    session.state = 'in progress';
    session.transaction = transaction;
    session.transactionStarted = this.#now();
  }

  end(id: string): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    abort(session);
    this.#sessions.delete(id);
  }

  /** Ends transactions that have lasted too long, and sessions that nobody has used for long. */
  expire(): void {
    const now = this.#now();
    const latestStart = now - this.transactionLifetimeSeconds * 1_000;
    this.expirations += 1;
    for (const session of this.#sessions.values()) {
      if (session.statement) {
        if (session.transactionStarted < latestStart) session.statement.operation.kill(290, TOO_LONG);
        continue;
      }
      if (session.transaction && session.transactionStarted < latestStart) abort(session);
      if (now - session.lastUsed > SESSION_TIMEOUT_MS) this.end(session.id);
    }
  }

  abortAll(): void {
    for (const session of this.#sessions.values()) abort(session);
  }

  #makeRoom(): void {
    if (this.#sessions.size < MAX_SESSIONS) return;
    for (const session of this.#sessions.values()) {
      if (session.transaction || session.running || session.operations.size > 0) continue;
      this.#sessions.delete(session.id);
      return;
    }
  }
}

/** Ends the session's open transaction, if there is one, without a trace. */
export function abort(session: Session): void {
  if (!session.transaction) return;
  session.transaction.end();
  session.transaction = undefined;
  session.state = 'aborted';
}

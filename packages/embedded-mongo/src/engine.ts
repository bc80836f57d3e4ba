import { setImmediate } from 'node:timers/promises';
import { CommandError } from './bson/command-error.ts';
import { CommandCounters } from './commands/command-counters.ts';
import { FailPoints } from './commands/server/fail-point.ts';
import { refusalOf } from './commands/error-reply.ts';
import { Cursors } from './session/cursors.ts';
import { Operations } from './session/operation.ts';
import { SESSION_TIMEOUT_MINUTES, Sessions } from './session/sessions.ts';
import { Snapshots } from './session/snapshots.ts';
import { readRetryRecord, removeRetryRecord, staleRetryRecords } from './storage/retry-records.ts';
import { TransactionConflict } from './storage/conflicts.ts';
import { Store } from './storage/store.ts';
import { TimeToLive } from './ttl.ts';
import type { ClientConnection } from './wire/connection.ts';
import type { ServerLogger } from './wire/server.ts';

export interface EngineOptions {
  directory: string;
  logger: ServerLogger;
  enableTestCommands: boolean;
  /** How often documents whose time has come are removed, in milliseconds. */
  ttlIntervalMs: number;
}

const HOUSEKEEPING_MS = 5_000;
const RETRY_PURGE_LIMIT = 1_000;

/** Everything that commands work with. */
export class Engine {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly operations = new Operations();
  readonly cursors = new Cursors();
  readonly snapshots: Snapshots;
  readonly failPoints = new FailPoints();
  readonly counters = new CommandCounters();
  readonly logger: ServerLogger;
  readonly enableTestCommands: boolean;
  readonly startedAt = Date.now();
  /** `host:port` or the socket's path, as `hello` names this member. */
  address = '';
  clients: () => readonly ClientConnection[] = () => [];
  stopping = false;
  readonly #ttl: TimeToLive;
  readonly #housekeeping: NodeJS.Timeout;
  #lastOperationTime = 0n;

  /** @throws DirectoryInUseError or DirectoryError */
  constructor(options: EngineOptions) {
    this.logger = options.logger;
    this.enableTestCommands = options.enableTestCommands;
    this.store = new Store(
      options.directory,
      (error) => error instanceof CommandError || error instanceof TransactionConflict,
      ({ fault, cause }) => this.logger.error({ fault, reason: String(cause) }, 'a write was not stored'),
    );
    this.sessions = new Sessions(Date.now, (id) => readRetryRecord(this.store.view, id)?.transactionNumber);
    this.snapshots = new Snapshots(this.store, () => this.operationTime());
    this.#ttl = new TimeToLive(this.store, this.logger, options.ttlIntervalMs);
    this.#housekeeping = setInterval(() => void this.#keepHouse(), HOUSEKEEPING_MS).unref();
  }

  /** The time of the newest operation: seconds and a counter, as BSON's timestamp holds them. */
  operationTime(): bigint {
    const now = BigInt(Math.floor(Date.now() / 1_000)) << 32n;
    this.#lastOperationTime = now > this.#lastOperationTime ? now + 1n : this.#lastOperationTime + 1n;
    return this.#lastOperationTime;
  }

  /** Ends sessions and forgets their retryable writes. */
  async endSessions(ids: readonly string[]): Promise<void> {
    const known = ids.filter((id) => {
      this.sessions.end(id);
      return readRetryRecord(this.store.view, id) !== undefined;
    });
    if (known.length === 0) return;
    await this.store.write((view) => {
      for (const id of known) removeRetryRecord(view, id);
    });
  }

  async close(): Promise<void> {
    this.stopping = true;
    clearInterval(this.#housekeeping);
    await this.#ttl.stop();
    for (const operation of this.operations.all()) operation.kill(11_600, 'interrupted at shutdown');
    this.sessions.abortAll();
    this.cursors.killOf(() => true);
    // What was reading gets its turn to end.
    await setImmediate();
    this.snapshots.close();
    await this.store.close();
  }

  async #keepHouse(): Promise<void> {
    try {
      this.sessions.expire();
      this.cursors.expire(Date.now());
      this.snapshots.expire(Date.now());
      const before = Date.now() - 2 * SESSION_TIMEOUT_MINUTES * 60_000;
      const stale = staleRetryRecords(this.store.view, before, RETRY_PURGE_LIMIT);
      if (stale.length > 0) {
        await this.store.write((view) => {
          for (const id of stale) removeRetryRecord(view, id);
        });
      }
      await this.store.sweep();
    } catch (error) {
      const reason = refusalOf(error)?.message ?? String(error);
      if (!this.stopping) this.logger.error({ reason }, 'housekeeping failed');
    }
  }
}

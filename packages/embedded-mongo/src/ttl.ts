import { refusalOf } from './commands/error-reply.ts';
import { encodeReply } from './wire/reply.ts';
import { findAll } from './planner/find.ts';
import { compileFilter } from './query/filter.ts';
import type { Collection } from './storage/collection.ts';
import { BlockedByTransaction } from './storage/conflicts.ts';
import type { Index } from './storage/indexing.ts';
import { removeRecord } from './storage/records.ts';
import type { Store } from './storage/store.ts';
import type { ServerLogger } from './wire/server.ts';

/** Documents that are removed in one commit. */
const BATCH = 100;

/** Removes documents whose time has come, by their collections' TTL indexes. */
export class TimeToLive {
  readonly #timer: NodeJS.Timeout;
  readonly #store: Store;
  readonly #logger: ServerLogger;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(store: Store, logger: ServerLogger, intervalMs: number) {
    this.#store = store;
    this.#logger = logger;
    this.#timer = setInterval(() => void this.run(), intervalMs).unref();
  }

  /** One round over all collections; a round that is running already is the one that is waited for. */
  run(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #round(): Promise<void> {
    for (const collection of this.#store.collections()) {
      for (const index of collection.indexes.slice()) {
        const { expireAfterSeconds } = index.definition;
        if (expireAfterSeconds === undefined || index.building) continue;
        try {
          await this.#expire(collection, index, expireAfterSeconds);
        } catch (error) {
          const reason = refusalOf(error)?.message ?? String(error);
          this.#logger.error({ namespace: collection.namespace, reason }, 'expired documents stay');
        }
      }
    }
  }

  async #expire(collection: Collection, index: Index, seconds: number): Promise<void> {
    const path = index.definition.fields[0]!.path;
    // Only dates count: a range of dates never matches a value of another type.
    const filter = compileFilter(encodeReply({ [path]: { $lt: new Date(Date.now() - seconds * 1_000) } }));
    const query = {
      filter,
      alternatives: () => [],
      sort: undefined,
      skip: 0,
      limit: BATCH,
      hint: { kind: 'index', index } as const,
      collated: false,
      reads: undefined,
    };
    for (let removed = BATCH; removed >= BATCH && !this.#stopped;) {
      removed = await this.#store.write((view) => {
        if (collection.dropped || !collection.indexes.includes(index)) return 0;
        const found = findAll(view, collection, query);
        if (found === 'later') return 0;
        let count = 0;
        for (const { recordId, document } of found) {
          try {
            removeRecord(view, collection, recordId, document);
            count += 1;
          } catch (error) {
            // A transaction uses it; the next round will find it again.
            if (!(error instanceof BlockedByTransaction)) throw error;
          }
        }
        return count;
      });
    }
  }
}

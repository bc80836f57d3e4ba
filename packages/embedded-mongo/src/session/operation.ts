import { setImmediate } from 'node:timers/promises';
import { CommandError } from '../bson/command-error.ts';
import type { ClientConnection } from '../wire/connection.ts';

/** A request holds the event loop for at most this long before others get their turn. */
const SLICE_MS = 4;
/** Steps between two looks at the clock, when they are quick. */
const MOST_STEPS = 64;
/** The same where it cannot give way, and a step may be anything. */
const MOST_WORKS = 16;
/** Steps that take longer than this are looked at more often. */
const LOOK_MS = 1;
/** What cannot give way ends after this, for nobody else is answered meanwhile, not even who would kill it. */
const LONGEST_HOLD_MS = 10_000;

/** One running request: it can be killed, has a time limit, and gives way to others. */
export class Operation {
  readonly id: number;
  readonly command: string;
  readonly namespace: string;
  readonly startedAt = Date.now();
  readonly client: ClientConnection;
  #deadline = Number.POSITIVE_INFINITY;
  #killed: CommandError | undefined;
  #sliceEnd = 0;
  #lookedAt = 0;
  #stepsPerLook = 1;
  #stepsLeft = 1;
  #workedAt = 0;
  #worksPerLook = 1;
  #worksLeft = 1;
  #heldSince: number | undefined;
  #wake: ((reason: CommandError) => void) | undefined;

  constructor(id: number, command: string, namespace: string, client: ClientConnection) {
    this.id = id;
    this.command = command;
    this.namespace = namespace;
    this.client = client;
  }

  /** @param maxTimeMs 0 for no limit */
  limit(maxTimeMs: number): void {
    if (maxTimeMs > 0) this.#deadline = performance.now() + maxTimeMs;
  }

  kill(code = 11_601, reason = 'operation was interrupted'): void {
    this.#killed = new CommandError(code, reason);
    this.#wake?.(this.#killed);
  }

  /** @throws CommandError when the request was killed, has used up its time, or its client is gone. */
  check(): void {
    if (this.#killed) throw this.#killed;
    if (performance.now() > this.#deadline) throw timeExpired();
    if (this.client.closed) throw new CommandError(279, 'operation was interrupted: the client disconnected');
  }

  /**
   * Call for every document of a long loop. Mostly returns at once; when the slice is used up it returns a
   * promise to wait for.
   * @throws CommandError as `check` does
   */
  step(): Promise<void> | undefined {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft > 0) return undefined;
    const now = performance.now();
    if (this.#sliceEnd === 0) this.#beginSlice(now);
    const quick = now - this.#lookedAt < LOOK_MS;
    this.#stepsPerLook = quick
      ? Math.min(MOST_STEPS, this.#stepsPerLook * 2)
      : Math.ceil(this.#stepsPerLook / 2);
    this.#stepsLeft = this.#stepsPerLook;
    this.#lookedAt = now;
    if (now < this.#sliceEnd) return undefined;
    this.check();
    return this.#giveWay();
  }

  /**
   * Call for every step of a loop that cannot give way.
   * @throws CommandError as `check` does, and 50 when others have waited for too long
   */
  work(): void {
    this.#worksLeft -= 1;
    if (this.#worksLeft > 0) return;
    const now = performance.now();
    const quick = now - this.#workedAt < LOOK_MS;
    this.#worksPerLook = quick ? Math.min(MOST_WORKS, this.#worksPerLook * 2) : 1;
    this.#worksLeft = this.#worksPerLook;
    this.#workedAt = now;
    this.check();
    this.#assertHolding(now);
  }

  #assertHolding(now: number): void {
    if (this.#heldSince === undefined) {
      this.#heldSince = now;
      void this.#letGo();
    } else if (now - this.#heldSince > LONGEST_HOLD_MS) {
      throw new CommandError(
        50,
        'operation exceeded time limit: one expression over one document may take no longer than 10 seconds; divide the work, as with $unwind',
      );
    }
  }

  async #letGo(): Promise<void> {
    await setImmediate();
    this.#heldSince = undefined;
  }

  /** Between two parts of a long request: gives way and makes sure that it may go on. @throws as `check` */
  async turn(): Promise<void> {
    await this.#giveWay();
  }

  /** Does it wait for others to be done with what it needs? */
  get waits(): boolean {
    return this.#wake !== undefined;
  }

  /** Waits for something, but no longer than the request may last. */
  async wait(event: Promise<void>): Promise<void> {
    const timeLeft = this.#deadline - performance.now();
    let timer: NodeJS.Timeout | undefined;
    const interrupted = new Promise<never>((_resolve, reject) => {
      this.#wake = reject;
      if (Number.isFinite(timeLeft)) timer = setTimeout(() => reject(timeExpired()), Math.max(0, timeLeft));
    });
    try {
      await Promise.race([event, interrupted]);
    } finally {
      clearTimeout(timer);
      this.#wake = undefined;
    }
    this.check();
  }

  async #giveWay(): Promise<void> {
    await setImmediate();
    this.#beginSlice(performance.now());
    this.check();
  }

  #beginSlice(now: number): void {
    this.#sliceEnd = now + SLICE_MS;
    this.#lookedAt = now;
  }
}

function timeExpired(): CommandError {
  return new CommandError(50, 'operation exceeded time limit');
}

/** The requests that are running. */
export class Operations {
  readonly #running = new Map<number, Operation>();
  #lastId = 0;

  begin(command: string, namespace: string, client: ClientConnection): Operation {
    this.#lastId += 1;
    const operation = new Operation(this.#lastId, command, namespace, client);
    this.#running.set(operation.id, operation);
    return operation;
  }

  end(operation: Operation): void {
    this.#running.delete(operation.id);
  }

  find(id: number): Operation | undefined {
    return this.#running.get(id);
  }

  all(): Iterable<Operation> {
    return this.#running.values();
  }
}

/** A scan that has not been answered yet. */
export type WaitingScan = { id: string; code: string };

type Outcome = 'answered' | 'no_network';

export type ScanQueueOptions = {
  /** Sends one scan; `no_network` keeps it for later. */
  send(scan: WaitingScan): Promise<Outcome>;
  /** Called whenever the scans that wait change. */
  changed(waiting: readonly WaitingScan[]): void;
  /** Keeps the waiting scans over a reload. */
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  key: string;
};

/**
 * Scans in the order they were made, one at a time. When the network is away they wait, and `resume` sends them when it is
 * back; nothing that was scanned is lost and nothing is sent twice at once.
 */
export class ScanQueue {
  readonly #options: ScanQueueOptions;
  #waiting: readonly WaitingScan[];
  #sending = false;

  constructor(options: ScanQueueOptions) {
    this.#options = options;
    this.#waiting = stored(options.storage.getItem(options.key));
  }

  get waiting(): readonly WaitingScan[] {
    return this.#waiting;
  }

  async add(code: string): Promise<void> {
    this.#keep([...this.#waiting, { id: newId(), code }]);
    await this.resume();
  }

  /** Sends what waits until it is empty or the network is away. */
  async resume(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let scan = this.#waiting[0]; scan; scan = this.#waiting[0]) {
        if ((await this.#options.send(scan)) === 'no_network') return;
        const { id } = scan;
        this.#keep(this.#waiting.filter((waiting) => waiting.id !== id));
      }
    } finally {
      this.#sending = false;
    }
  }

  #keep(waiting: readonly WaitingScan[]): void {
    this.#waiting = waiting;
    this.#options.storage.setItem(this.#options.key, JSON.stringify(waiting));
    this.#options.changed(waiting);
  }
}

let made = 0;
// `crypto.randomUUID` is missing where a school's network is served without HTTPS.
const newId = () => `${Date.now().toString(36)}-${(made += 1)}`;

function stored(text: string | null): readonly WaitingScan[] {
  if (!text) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isWaitingScan) : [];
  } catch {
    return [];
  }
}

const isWaitingScan = (value: unknown): value is WaitingScan =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'code' in value &&
  typeof value.code === 'string';

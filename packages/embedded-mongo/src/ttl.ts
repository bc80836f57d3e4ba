import type { Engine } from './engine.ts';

export class TimeToLive {
  readonly #timer: NodeJS.Timeout;
  readonly #engine: Engine;
  #running: Promise<void> | undefined;

  constructor(engine: Engine, intervalMs: number) {
    this.#engine = engine;
    this.#timer = setInterval(() => void this.run(), intervalMs).unref();
  }

  async run(): Promise<void> {
    void this.#engine;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}

import type { Logger } from '../platform/logger.ts';

type Stop = () => Promise<void>;

const patience = 8000;

/**
 * What has been started and how to stop it, last first. A signal or a fatal error stops everything once; if something
 * hangs, the process ends all the same after eight seconds.
 */
export class Lifetime {
  readonly #logger: Logger;
  readonly #stops: { name: string; stop: Stop }[] = [];
  #ending: Promise<void> | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => void this.end(0));
    }
  }

  /** True once the end has begun: a child that goes away then is no surprise. */
  get ending(): boolean {
    return this.#ending !== undefined;
  }

  add(name: string, stop: Stop): void {
    this.#stops.push({ name, stop });
  }

  end(exitCode: number): Promise<void> {
    this.#ending ??= this.#stopAll(exitCode);
    return this.#ending;
  }

  async #stopAll(exitCode: number): Promise<void> {
    setTimeout(() => {
      this.#logger.error('something did not stop in time');
      process.exit(1);
    }, patience).unref();
    for (const { name, stop } of this.#stops.toReversed()) {
      try {
        await stop();
      } catch (error) {
        this.#logger.error({ err: error }, `could not stop ${name}`);
      }
    }
    process.exit(exitCode);
  }
}

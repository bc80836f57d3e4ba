import type { Ownership } from './owner.ts';
import type { CommittedView } from './view.ts';

/** What a job gets inside a commit. */
export interface Commit {
  /** Runs when the whole commit has failed: undo what was changed in memory. */
  onRollback(undo: () => void): void;
  /** Runs inside the commit, after every job of it. */
  beforeCommit(work: () => void): void;
}

interface Job {
  work(commit: Commit): unknown;
  resolve(value: never): void;
  reject(reason: unknown): void;
}

/** A commit takes in jobs for at most this long, so that reads get their turn. */
const COMMIT_BUDGET_MS = 8;

/**
 * Group commit: jobs queued in one turn of the event loop share one LMDB transaction and one `fdatasync`, and
 * are answered after it. A refusal (an error for its caller alone) must be thrown before the job has written
 * anything; any other error fails the commit, and the jobs of it are tried again one by one.
 */
export class CommitQueue {
  readonly #view: CommittedView;
  readonly #ownership: Ownership;
  readonly #isRefusal: (error: unknown) => boolean;
  readonly #explain: (error: unknown) => unknown;
  #jobs: Job[] = [];
  #scheduled = false;
  /** Jobs at the head that were in a failed commit: each gets a commit of its own. */
  #suspects = 0;
  #idle: (() => void)[] = [];

  /** @param explain makes of an error of LMDB what the caller is told */
  constructor(
    view: CommittedView,
    ownership: Ownership,
    isRefusal: (error: unknown) => boolean,
    explain: (error: unknown) => unknown,
  ) {
    this.#view = view;
    this.#ownership = ownership;
    this.#isRefusal = isRefusal;
    this.#explain = explain;
  }

  /** Runs the work in a commit; resolves with its result when that is on the disk. */
  run<T>(work: (commit: Commit) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ work, resolve: resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing is queued. */
  async drain(): Promise<void> {
    if (this.#jobs.length > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#commit();
      if (this.#jobs.length > 0) this.#schedule();
      else for (const resolve of this.#idle.splice(0)) resolve();
    });
  }

  #commit(): void {
    const done: { job: Job; value?: unknown; error?: unknown }[] = [];
    const undo: (() => void)[] = [];
    const last: (() => void)[] = [];
    const commit: Commit = {
      onRollback: (work) => undo.push(work),
      beforeCommit: (work) => last.push(work),
    };
    const deadline = performance.now() + COMMIT_BUDGET_MS;
    let taken = 0;
    try {
      this.#view.write(() => {
        this.#ownership.assertHeld();
        while (taken < this.#jobs.length && (taken === 0 || this.#mayTakeMore(deadline))) {
          const job = this.#jobs[taken]!;
          taken += 1;
          try {
            done.push({ job, value: job.work(commit) });
          } catch (error) {
            if (!this.#isRefusal(error)) throw error;
            done.push({ job, error });
          }
        }
        for (const work of last) work();
      });
    } catch (error) {
      for (const work of undo.toReversed()) work();
      if (taken > 1) this.#suspects = taken;
      else this.#take(1)[0]?.reject(this.#explain(error));
      return;
    }
    this.#take(taken);
    for (const { job, value, error } of done) {
      if (error === undefined) job.resolve(value as never);
      else job.reject(error);
    }
  }

  #mayTakeMore(deadline: number): boolean {
    return this.#suspects === 0 && performance.now() < deadline;
  }

  #take(count: number): Job[] {
    this.#suspects = Math.max(0, this.#suspects - count);
    return this.#jobs.splice(0, count);
  }
}

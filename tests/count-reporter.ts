import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase } from '@playwright/test/reporter';

const directory = fileURLToPath(new URL('./test-results/', import.meta.url));

/** Leaves the suite's figures where `npm test` sums them up. */
export default class CountReporter implements Reporter {
  readonly #tests = new Map<string, TestCase>();

  onTestEnd(test: TestCase): void {
    this.#tests.set(test.id, test);
  }

  onEnd(): void {
    const outcomes = [...this.#tests.values()].map((test) => test.outcome());
    const counts = {
      passed: outcomes.filter((outcome) => outcome === 'expected' || outcome === 'flaky').length,
      failed: outcomes.filter((outcome) => outcome === 'unexpected').length,
      skipped: outcomes.filter((outcome) => outcome === 'skipped').length,
    };
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${directory}count.json`, JSON.stringify(counts));
  }
}

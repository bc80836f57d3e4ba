import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.ts';

const port = Number(process.env.E2E_PORT ?? 4310);
const address = `http://localhost:${port}`;
const browser = await findBrowser();
// The workers read this file too; only the first reading makes the directory of the server's data.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'mediecentral-e2e-'));

const launchOptions = {
  executablePath: browser.executablePath,
  args: browser.args,
  env: { ...process.env, ...browser.env } as Record<string, string>,
};

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results/artifacts',
  reporter: [['list'], ['./count-reporter.ts']],
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: address,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    trace: 'retain-on-failure',
    // Contrast is measured on what has arrived, not on what is fading in.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions,
  },
  projects: [
    { name: 'process', testMatch: 'process.test.ts' },
    { name: 'desktop', testIgnore: 'process.test.ts', use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      testIgnore: 'process.test.ts',
      // What the size of the window changes nothing about is tried once.
      grepInvert: /@once/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
  webServer: {
    command: 'node --enable-source-maps ../api/dist/server.js',
    url: `${address}/readyz`,
    timeout: 90_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { PORT: String(port), DATA_DIR: process.env.E2E_DATA_DIR, LOG_LEVEL: 'warn' },
  },
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
];
const cache = fileURLToPath(new URL('../node_modules/.cache/e2e-browser/', import.meta.url));

/** Everything that a test machine may lack; none of them weakens the browser towards pages. */
const sandboxless = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-zygote',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

/**
 * Finds a Chromium: `CHROME_PATH`, else on Linux x64 the one that an npm package carries, else the system's own.
 * @throws when `CHROME_PATH` names nothing, or when there is no browser at all
 */
export async function findBrowser(): Promise<Browser> {
  const configured = process.env.CHROME_PATH;
  if (configured) {
    if (!existsSync(configured)) throw new Error(`CHROME_PATH points at ${configured}, which does not exist`);
    return { executablePath: configured, args: sandboxless, env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return npmBrowser();
  const installed = systemBrowsers.find((path) => existsSync(path));
  if (!installed) throw new Error('No Chromium was found. Install Chrome or set CHROME_PATH.');
  return { executablePath: installed, args: sandboxless, env: {} };
}

async function npmBrowser(): Promise<Browser> {
  const home = await unpackedNpmBrowser();
  const libraries = [join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
    .filter(Boolean)
    .join(delimiter);
  return {
    executablePath: join(home, 'chromium'),
    args: sandboxless,
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(home, 'fonts.conf') },
  };
}

/** Unpacks once per package version, into a directory that only appears when it is complete. */
async function unpackedNpmBrowser(): Promise<string> {
  const manifest = createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .replace(/build\/.*$/, 'package.json');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const home = join(cache, version);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'partial-'));
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  process.env.TMPDIR = partial; // the package always unpacks into the system's temporary directory
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'; // makes it unpack its own NSS libraries too
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    writeFileSync(join(partial, 'fonts.conf'), fontsConfiguration(home)); // the one it ships looks in one fixed folder
    if (!existsSync(home)) renameSync(partial, home);
  } finally {
    restore({ TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH });
    rmSync(partial, { recursive: true, force: true });
  }
  return home;
}

function restore(saved: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(saved)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

function fontsConfiguration(home: string): string {
  const folders = ['/usr/share/fonts', join(home, 'fonts')].map((path) => `<dir>${path}</dir>`).join('');
  const cacheFolder = `<cachedir>${join(home, 'fonts-cache')}</cachedir>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}${cacheFolder}</fontconfig>`;
}

/**
 * Makes the package that can be published by itself, in dist/package: `npm run package`, then `npm publish dist/package`.
 * In this repository the sources are used as they are; elsewhere Node wants JavaScript, and TypeScript its declarations.
 */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';

const TARGET = 'dist/package';

await rm(TARGET, { recursive: true, force: true });
await build({
  entryPoints: ['src/index.ts', 'src/cli.ts'],
  outdir: TARGET,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
execFileSync(process.execPath, ['../../node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
  stdio: 'inherit',
});
const {
  private: _private,
  scripts: _scripts,
  devDependencies: _devDependencies,
  ...description
} = JSON.parse(await readFile('package.json', 'utf8'));
await writeFile(
  `${TARGET}/package.json`,
  `${JSON.stringify(
    {
      ...description,
      exports: { '.': { types: './types/index.d.ts', default: './index.js' }, './cli': './cli.js' },
      bin: { 'embedded-mongo': './cli.js' },
      engines: { node: '>=20.19.0' },
    },
    undefined,
    2,
  )}\n`,
);
await cp('README.md', `${TARGET}/README.md`);

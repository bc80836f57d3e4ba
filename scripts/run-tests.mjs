// Runs every suite and ends in one line for the whole project: `N passed, N failed`.
// With --timezones the suites without a browser run in three time zones.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const counts = { passed: 0, failed: 0, skipped: 0 };
let broken = false;

function workspaceDirectories() {
  const { workspaces } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  return workspaces.flatMap((pattern) =>
    pattern.endsWith('/*') ? packagesIn(pattern.slice(0, -2)) : [pattern],
  );
}

function packagesIn(folder) {
  return readdirSync(`${root}${folder}`).map((name) => `${folder}/${name}`);
}

function runSuites(label, turboArguments, environment) {
  const directories = workspaceDirectories();
  for (const directory of directories)
    rmSync(`${root}${directory}/test-results`, { recursive: true, force: true });
  const { status } = spawnSync('npx', ['turbo', 'run', 'test', '--continue', ...turboArguments], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  broken ||= status !== 0;
  for (const directory of directories) {
    const file = `${root}${directory}/test-results/count.json`;
    if (!existsSync(file)) continue;
    const count = JSON.parse(readFileSync(file, 'utf8'));
    for (const key of Object.keys(counts)) counts[key] += count[key];
    console.log(`${label} ${directory}: ${count.passed} passed, ${count.failed} failed`);
  }
}

if (process.argv.includes('--timezones')) {
  for (const zone of ['UTC', 'Europe/Stockholm', 'Asia/Tokyo'])
    runSuites(zone, ['--filter=!tests'], { TZ: zone });
} else {
  runSuites('all', [], {});
}

if (broken && counts.failed === 0) counts.failed = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = broken || counts.failed > 0 ? 1 : 0;

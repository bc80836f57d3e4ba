import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { metadata } from './metadata.fixtures.ts';

const program = fileURLToPath(new URL('../dist/media.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'media-commands-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function media(...words: string[]) {
  const { MONGODB_URI: _ofTheTestRun, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: home,
    env: { ...environment, DATA_DIR: join(home, 'data'), LOG_LEVEL: 'silent' },
    encoding: 'utf8',
  });
  return { status, last: stdout.trim().split('\n').at(-1) ?? '', stdout, stderr };
}

describe('the operator commands', () => {
  it('are listed by help, and each says how it is used', () => {
    const { status, stdout } = media('help');
    expect(status).toBe(0);
    for (const name of ['backup', 'check', 'demo', 'grant', 'idp', 'purge', 'report', 'restore']) {
      expect(stdout).toContain(`npm run media -- ${name}`);
      expect(media(name, '--help')).toMatchObject({ status: 0 });
    }
  });

  it('are each told of in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const names = [...media('help').stdout.matchAll(/npm run media -- (\w+)/g)].map(([, name]) =>
      String(name),
    );
    expect(names.length).toBeGreaterThan(7);
    expect(names.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
  });

  it('say what they did not understand, and end with 2', () => {
    expect(media('lend')).toMatchObject({ status: 2 });
    expect(media('report', 'last-year')).toMatchObject({ status: 2 });
    expect(media('purge', '--all')).toMatchObject({ status: 2 });
    expect(media('grant', '--role', 'king').stderr).toContain('A provider, a person and a role are needed.');
  });

  it('stop at a wrong setting with one line that names it', () => {
    const { status, stderr } = spawnSync(process.execPath, [program, 'check'], {
      cwd: home,
      env: { ...process.env, PORT: 'many' },
      encoding: 'utf8',
    });
    expect([status, stderr.trim()]).toEqual([1, expect.stringMatching(/^check failed: PORT: [^\n]+$/)]);
  });

  it('fill a centre once, whose books balance, whose year comes out as a file, and which can be moved by a backup', () => {
    expect(media('demo')).toMatchObject({ status: 0, last: 'The demo centre is there.' });
    expect(media('demo').last).toBe('There is a centre already; nothing was changed.');
    expect(media('check').last).toMatch(/^The books balance: \d+ models\.$/);
    expect(media('report', '2023', '--format', 'csv')).toMatchObject({ status: 0 });
    expect(readdirSync(home).filter((name) => name.endsWith('.csv'))).toHaveLength(1);
    expect(media('backup', 'copy.mdb')).toMatchObject({ status: 0 });
    expect(media('restore', 'copy.mdb').stderr).toContain('already holds data');
    rmSync(join(home, 'data', 'database'), { recursive: true });
    expect(media('restore', 'copy.mdb')).toMatchObject({ status: 0 });
    expect(media('check').last).toMatch(/^The books balance/);
  }, 240_000);

  it('take up a provider, make its first administrator, and count what would be removed before it is', () => {
    writeFileSync(join(home, 'provkommun.xml'), metadata);
    expect(media('idp', 'add', 'provkommun.xml', '--key', 'prov', '--name', 'Provkommun').last).toBe(
      'Provkommun (https://idp.provkommun.example/saml) can log in as prov, for provkommun.example.',
    );
    expect(media('idp', 'list').stderr).toContain('prov\t');
    const grant = (...words: string[]) => media('grant', '--role', 'admin', ...words);
    expect(grant('--idp', 'prov', '--eppn', 'Vera@provkommun.example').last).toBe(
      'Vera@provkommun.example of prov is admin from the next login on.',
    );
    expect(grant('--idp', 'prov', '--eppn', 'vera@annan.example')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('speaks for provkommun.example, not for vera@annan.example') as string,
    });
    expect(grant('--idp', 'nobody', '--eppn', 'vera@annan.example').stderr).toContain('with the key nobody');
    expect(media('grant', '--role', 'pupil', '--idp', 'prov', '--eppn', 'vera@provkommun.example').last).toBe(
      'vera@provkommun.example of prov has no role by grant any more.',
    );
    const counted = media('purge', '--dry-run').last;
    expect(counted).toMatch(
      /^Would remove \d+ pupil accounts, last used before \d{4}-\d\d-\d\d, and the borrowers of \d+ loans/,
    );
    const purged = media('purge').last;
    expect(purged).toBe(counted.replace('Would remove', 'Removed'));
    expect(media('purge').last).toMatch(/^Removed 0 pupil accounts, .* of 0 loans/);
  }, 240_000);
});

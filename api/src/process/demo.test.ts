import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IdentityProvider, Me } from '@mediecentral/contracts';
import { walkThroughProvider } from '@mediecentral/dev-idp';
import supertest from 'supertest';
import { writeDemoMark } from '../demo/demo-mark.repository.ts';
import { fillOrganisation } from '../demo/organisation/index.ts';
import { demoPeople } from '../demo/people.ts';
import { clock } from '../platform/clock.ts';
import type { TestApp } from '../testing/sign-in.ts';
import { openTestApp } from '../testing/test-app.ts';
import { type Demo, openDemo } from './demo.ts';

let app: TestApp;
let dataDirectory: string;
let demo: Demo;
beforeAll(async () => {
  app = await openTestApp();
  dataDirectory = await mkdtemp(join(tmpdir(), 'mediecentral-demo-'));
  // The history of loans is another test's; here it would only take its time.
  await fillOrganisation(clock.today());
  await writeDemoMark('filled');
  demo = await open();
});
afterAll(async () => {
  await demo.stop();
  await app.close();
  await rm(dataDirectory, { recursive: true });
});

const open = () => openDemo({ ...app.services, config: { ...app.services.config, dataDirectory } });
const keyFile = () => join(dataDirectory, 'development-provider-key.json');

async function logIn(key: string, municipalityCode?: string): Promise<Me> {
  const browser = supertest.agent(app.express);
  const list = (await browser.get('/api/identity-providers')).body as { items: IdentityProvider[] };
  const entry = list.items.find((each) => each.municipalityCode === municipalityCode);
  const start = await browser.get('/saml/login').query({ idp: entry?.key });
  const { fields } = await walkThroughProvider(start.headers.location as string, key);
  await browser.post('/saml/acs').type('form').send(fields);
  return (await browser.get('/api/me')).body as Me;
}

describe('the demo', () => {
  it.each(
    demoPeople.map(
      ({ key, displayName, role, schoolUnitCodes, municipalityCode }) =>
        [displayName, { key, municipalityCode, role, schools: schoolUnitCodes.length }] as const,
    ),
  )(
    'lets %s in, through the provider in its own process',
    async (_name, { key, municipalityCode, role, schools }) => {
      const { account } = await logIn(key, municipalityCode);
      expect(account.role).toBe(role);
      expect(account.schoolUnits).toHaveLength(schools);
    },
  );

  it('keeps the provider’s key between starts, readable for its owner only', async () => {
    const before = await readFile(keyFile(), 'utf8');
    await demo.stop();
    demo = await open();
    expect(await readFile(keyFile(), 'utf8')).toBe(before);
    expect((await stat(keyFile())).mode & 0o077).toBe(0);
    expect((await logIn('maja.lindqvist', '0880')).account.displayName).toBe('Maja Lindqvist');
  });
});

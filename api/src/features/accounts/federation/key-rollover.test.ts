import type { ManagedProvider } from '@mediecentral/contracts';
import { type KeyPair, makeKeyPair } from '@mediecentral/dev-idp';
import { documentOf, entity, publishMetadata } from '../../../testing/aggregate.ts';
import { openBrowser } from '../../../testing/login-in-steps.ts';
import { attack, refused } from '../../../testing/saml-attack.ts';
import { beginAt, type Forge, signed, unsignedAnswer } from '../../../testing/saml-forge.ts';
import { type Person, signIn, type TestApp } from '../../../testing/sign-in.ts';
import { openTestApp } from '../../../testing/test-app.ts';
import { refreshFederation } from './refresh-federation.ts';

const [oldKeys, newKeys] = [makeKeyPair(), makeKeyPair()];
let app: TestApp;
let publication: Awaited<ReturnType<typeof publishMetadata>>;
let published: KeyPair[] = [oldKeys];
let publishedAt = 'https://idp.kalmar.se/sso';
let admin: Person;

beforeAll(async () => {
  app = await openTestApp();
  publication = await publishMetadata(() =>
    documentOf(
      entity(
        'kalmar',
        published.map(({ certificate }) => certificate),
      ).replaceAll('https://idp.kalmar.se/sso', publishedAt),
    ),
  );
  admin = await signIn(app, { role: 'admin' });
  const taken = await admin.post('/api/providers', {
    key: 'kalmar',
    source: { metadataUrl: publication.url },
    name: 'Kalmar',
    scopes: ['kalmar.se'],
    options: { signed: 'either', requireEncryption: false, signRequests: true },
    roleRules: [],
    enabled: true,
  });
  if (taken.status !== 201) throw new Error(taken.text);
});
afterAll(async () => {
  await publication.close();
  await app.close();
});

const publish = async (keys: KeyPair[]) => {
  published = keys;
  await refreshFederation(app.services);
};
const forge = (keys: KeyPair): Forge => ({
  key: 'kalmar',
  entityId: 'https://idp.kalmar.se/saml',
  scope: 'kalmar.se',
  keys,
});
const answeredWith = (keys: KeyPair) => attack(app, forge(keys), ({ assertion }) => assertion);
const accepted = { loggedIn: true, failure: null, status: 303 };
const strange = refused('refused', 'signature');

describe('a provider that changes its signing keys', () => {
  it('is believed by the key that it publishes, then by both, then by the new one alone', async () => {
    expect(await answeredWith(oldKeys)).toMatchObject(accepted);
    expect(await answeredWith(newKeys)).toEqual(strange);
    await publish([oldKeys, newKeys]);
    expect(await answeredWith(oldKeys)).toMatchObject(accepted);
    expect(await answeredWith(newKeys)).toMatchObject(accepted);
    await publish([newKeys]);
    expect(await answeredWith(oldKeys)).toEqual(strange);
    expect(await answeredWith(newKeys)).toMatchObject(accepted);
  });

  it('is not believed by the old key in a login either that began while it counted', async () => {
    await publish([oldKeys]);
    const browser = openBrowser(app);
    const answer = signed(
      unsignedAnswer(forge(oldKeys), await beginAt(browser, forge(oldKeys))),
      'Assertion',
      forge(oldKeys),
    );
    await publish([newKeys]);
    const end = await browser
      .post('/saml/acs')
      .type('form')
      .send({ SAMLResponse: Buffer.from(answer).toString('base64') });
    expect(end.headers.location).toMatch(/fel=refused/);
    expect((await browser.get('/api/me')).status).toBe(401);
  });
});

describe('a provider whose metadata moves it to where nobody may be sent', () => {
  it('stays where it was, and its administrators see why', async () => {
    publishedAt = 'http://idp.kalmar.se/sso';
    await publish([newKeys]);
    const start = await openBrowser(app).get('/saml/login?idp=kalmar');
    expect(start.headers.location).toMatch(/^https:\/\/idp\.kalmar\.se\/sso\?/);
    const { items } = (await admin.get('/api/providers')).body as { items: ManagedProvider[] };
    expect(items.find(({ key }) => key === 'kalmar')?.metadataError).toBe('address_not_https');
  });
});

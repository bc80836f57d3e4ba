import {
  developmentEntityId,
  developmentScope,
  makeKeyPair,
  spawnDevelopmentProvider,
  startDevelopmentProvider,
} from '@mediecentral/dev-idp';
import type { Me } from '@mediecentral/contracts';
import supertest from 'supertest';
import { createApp } from '../../app.ts';
import { readConfig } from '../../platform/config.ts';
import type { Services } from '../../platform/services.ts';
import { developmentProviderKey, registerDevelopmentProvider } from '../../process/development-provider.ts';
import { openDemo } from '../../process/demo.ts';
import { aggregateOf, documentOf, entity, publishMetadata, signAggregate } from '../../testing/aggregate.ts';
import {
  askProvider,
  type Browser,
  cookiesOf,
  openBrowser,
  postAnswer,
  refusalAt,
} from '../../testing/login-in-steps.ts';
import { attack, refused } from '../../testing/saml-attack.ts';
import { beginAt, openForge, signed, unsignedAnswer } from '../../testing/saml-forge.ts';
import type { TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { AccountModel } from './account.model.ts';
import { refreshFederation } from './federation/refresh-federation.ts';
import { grantRole, takeUpProvider } from './index.ts';
import { type Provider, ProviderModel } from './provider.model.ts';

const environment = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a secret that is long enough for tests',
  // The address of the development application, so that nothing but production itself can be the reason.
  PUBLIC_URL: 'http://localhost:3000',
};
const keys = makeKeyPair();

let app: TestApp;
/** The same database, secret and address, in production: as if a development database had been copied there. */
let production: TestApp;
let services: Services;
/** An administrator in production, with the token of the session. */
let admin: Browser;
let csrf: { 'X-CSRF-Token': string };
let publication: Awaited<ReturnType<typeof publishMetadata>>;
beforeAll(async () => {
  app = await openTestApp();
  await app.provider();
  publication = await publishMetadata(() =>
    signAggregate(aggregateOf(described.map(([, , each]) => metadataOf(each)).join('')), keys),
  );
  const config = readConfig({ ...environment, DATA_DIR: app.services.config.dataDirectory });
  for (const each of [app.services.config, config])
    Object.assign(each.saml, { metadataUrl: publication.url, metadataCertificate: keys.certificate });
  // Production itself reads nothing that is not HTTPS; here it has been read.
  await refreshFederation(app.services);
  services = { ...app.services, config };
  production = { ...app, services, express: createApp(services).express };
  const kalmar = await openForge(app, 'kalmar');
  await grantRole(services, { idp: 'kalmar', eppn: 'maja@kalmar.se', role: 'admin' });
  admin = openBrowser(production);
  const answer = signed(unsignedAnswer(kalmar, await beginAt(admin, kalmar)), 'Assertion', kalmar);
  await postAnswer(admin, { SAMLResponse: Buffer.from(answer).toString('base64') });
  csrf = { 'X-CSRF-Token': ((await admin.get('/api/me')).body as Me).csrfToken };
});
afterAll(async () => {
  await publication.close();
  await app.close();
});

type Described = { entityId: string; scope: string; address: string };
const own = { entityId: developmentEntityId, scope: developmentScope, address: 'http://localhost:4000/sso' };
const real = {
  entityId: 'https://idp.nybro.se/saml',
  scope: 'nybro.se',
  address: 'https://idp.nybro.se/sso',
};

/** What its metadata could look like, and why it is refused. */
const described: [string, string, Described][] = [
  ['as it is', 'A development provider is refused in production', own],
  [
    'by an entity id of its alone',
    'A development provider is refused in production',
    { ...real, entityId: `${developmentEntityId}:0880` },
  ],
  [
    'by its scope alone',
    'A reserved scope is refused in production',
    { ...real, entityId: 'https://idp.nybro.se/1', scope: developmentScope },
  ],
  [
    'by its address alone',
    'The address of the login is not HTTPS',
    { ...real, entityId: 'https://idp.nybro.se/2', address: own.address },
  ],
];

const metadataOf = ({ entityId, scope, address }: Described) =>
  entity('nybro', [keys.certificate])
    .replace(/entityID="[^"]+"/, `entityID="${entityId}"`)
    .replace('>nybro.se<', `>${scope}<`)
    .replace('https://idp.nybro.se/sso', address);

describe('in production the development provider cannot be switched on', () => {
  it.each(['true', '1', 'yes'])('by DEMO=%s', (DEMO) => {
    expect(() => readConfig({ ...environment, DEMO })).toThrow('DEMO: cannot be on in production');
    expect(readConfig(environment).demo).toBe(false);
  });

  const provider = {
    keys,
    people: [],
    serviceProvider: { entityId: 'a', assertionConsumerService: 'http://a/' },
  };
  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['with the demo', () => openDemo(services), /There is no demo in production/],
    [
      'by the program, as itself',
      async () => registerDevelopmentProvider(services, await app.provider()),
      /development provider is refused/,
    ],
    ['in the process', () => startDevelopmentProvider(provider), /does not run in production/],
    ['in a process of its own', () => spawnDevelopmentProvider(provider), /does not run in production/],
  ])('%s', async (_way, switchOn, reason) => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(switchOn()).rejects.toThrow(reason);
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});

describe('in production nobody takes up the development provider', () => {
  const choices = {
    name: 'Nybro',
    options: { signed: 'either', requireEncryption: false, signRequests: true },
    roleRules: [],
    enabled: true,
  };

  it.each(described)('by a command with its metadata, %s', async (_title, reason, each) => {
    const source = { metadataXml: documentOf(metadataOf(each)) };
    await expect(takeUpProvider(services, source, { key: 'nybro' })).rejects.toThrow(reason);
  });

  it.each(described)('by a command from the federation, %s', async (_title, reason, { entityId }) => {
    await expect(takeUpProvider(services, { entityId }, { key: 'nybro' })).rejects.toThrow(reason);
  });

  it.each(described)('on the screen, %s', async (_title, reason, each) => {
    const source = { metadataXml: documentOf(metadataOf(each)) };
    const body = { ...choices, key: 'nybro', source, scopes: [each.scope] };
    const { status, body: problem } = await admin.post('/api/providers').set(csrf).send(body);
    expect([status, problem]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid_request', detail: reason }),
    ]);
  });

  it.each<[string, string, () => object, string]>([
    [
      'another one’s metadata',
      'kalmar',
      () => ({ source: { metadataXml: documentOf(metadataOf(own)) } }),
      'metadata_refused',
    ],
    ['another one’s scopes', 'kalmar', () => ({ scopes: [developmentScope] }), 'invalid_request'],
    ['its own settings', developmentProviderKey, () => ({}), 'wrong_state'],
  ])('on the screen by changing %s', async (_title, key, change, code) => {
    const { version } = (await admin.get(`/api/providers/${key}`)).body as { version: number };
    const body = { ...choices, scopes: ['kalmar.se'], version, ...change() };
    expect((await admin.put(`/api/providers/${key}`).set(csrf).send(body)).body).toMatchObject({ code });
  });
});

describe('in production a development provider that stands in the database', () => {
  const refusedByName = { failure: 'unknown_provider', check: 'development_provider' };
  const marks: [string, Partial<Provider>][] = [
    ['with its mark', {}],
    ['without its mark', { development: false }],
    ['without its mark and source', { development: false, source: 'single' }],
    ['with its mark alone', { source: 'single', entityId: 'https://idp.hogsby.se/saml' }],
    ['with its source alone', { development: false, entityId: 'https://idp.hogsby.se/saml' }],
  ];
  const whole = { development: true, source: 'development', entityId: developmentEntityId } as const;
  const mark = (signs: Partial<Provider>) =>
    ProviderModel.updateOne({ _id: developmentProviderKey }, { $set: { ...whole, ...signs } });
  afterEach(() => mark({}));

  it.each(marks)('is neither led to by its key nor answered, %s', async (_title, signs) => {
    const browser = openBrowser(app);
    const answer = await askProvider(app, browser);
    await mark(signs);
    const start = await supertest(production.express)
      .get('/saml/login')
      .query({ idp: developmentProviderKey });
    const page = new URL(String(start.headers.location), environment.PUBLIC_URL);
    expect(refusalAt(app, page)).toEqual(refusedByName);
    const end = await supertest(production.express)
      .post('/saml/acs')
      .set('Cookie', cookiesOf(browser))
      .type('form')
      .send(answer);
    const ended = new URL(String(end.headers.location), environment.PUBLIC_URL);
    expect(refusalAt(app, ended)).toEqual(refusedByName);
  });

  it.each(marks.filter(([title]) => !title.endsWith('mark and source')))(
    'is not listed, %s',
    async (_title, signs) => {
      await mark(signs);
      const list = await supertest(production.express).get('/api/identity-providers');
      expect(list.body).toMatchObject({ items: [{ key: 'kalmar' }], total: 1 });
    },
  );

  it('is not tested either', async () => {
    const path = `/api/providers/${developmentProviderKey}/test`;
    const begun = await admin.post(path).set(csrf).send({ returnTo: '/' });
    const start = await admin.get((begun.body as { url: string }).url);
    const page = new URL(String(start.headers.location), environment.PUBLIC_URL);
    expect(refusalAt(app, page)).toEqual(refusedByName);
  });

  it.each([
    ['', true],
    [' and without the account’s mark', false],
  ])('has no people, even with a session from before%s', async (_title, development) => {
    const browser = openBrowser(app);
    await postAnswer(browser, await askProvider(app, browser, { role: 'admin' }));
    await AccountModel.updateMany({ providerEntityId: developmentEntityId }, { $set: { development } });
    const cookie = cookiesOf(browser);
    expect((await supertest(app.express).get('/api/me').set('Cookie', cookie)).status).toBe(200);
    expect((await supertest(production.express).get('/api/me').set('Cookie', cookie)).status).toBe(401);
  });

  it('speaks for nobody under a reserved scope, whatever else is taken from it', async () => {
    const forge = await openForge(app, 'hogsby');
    await ProviderModel.updateOne({ _id: 'hogsby' }, { $set: { scopes: [developmentScope] } });
    const made = { ...forge, scope: developmentScope };
    const end = await attack(production, made, ({ assertion }) => assertion);
    expect(end).toEqual(refused('wrong_scope', 'eppn'));
  });
});

describe('over HTTPS', () => {
  it('the login’s cookie comes along with the provider’s answer from another site, and leaves nothing to scripts', async () => {
    const config = readConfig({ ...environment, NODE_ENV: 'test', PUBLIC_URL: 'https://av.example.org' });
    await app.provider();
    const { express } = createApp({ ...app.services, config });
    const start = await supertest(express).get('/saml/login').query({ idp: developmentProviderKey });
    expect(String(start.headers['set-cookie'])).toMatch(
      /^__Secure-login=[\w-]{32}; Max-Age=600; Path=\/saml; Expires=[^;]+; HttpOnly; Secure; SameSite=None$/,
    );
  });
});

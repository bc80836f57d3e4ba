import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Federation,
  IdentityProvider,
  ManagedProvider,
  ProviderPreview,
  TestResult,
} from '@mediecentral/contracts';
import { makeKeyPair, walkThroughProvider } from '@mediecentral/dev-idp';
import { runJob } from '../../../platform/jobs.ts';
import { aggregateOf, documentOf, entity, signAggregate } from '../../../testing/aggregate.ts';
import { askProvider, openBrowser, postAnswer } from '../../../testing/login-in-steps.ts';
import { nobody, type Person, signIn, type TestApp } from '../../../testing/sign-in.ts';
import { openTestApp } from '../../../testing/test-app.ts';
import { refreshFederation } from './refresh-federation.ts';

const [federationKeys, oldKeys, newKeys] = [makeKeyPair(), makeKeyPair(), makeKeyPair()];
let app: TestApp;
let admin: Person;
let server: Server;
let answer = { body: '', etag: '"1"' };
let asked: (string | undefined)[] = [];

beforeAll(async () => {
  app = await openTestApp();
  server = createServer((request, response) => {
    asked.push(request.headers['if-none-match']);
    const same = request.headers['if-none-match'] === answer.etag;
    response.writeHead(same ? 304 : 200, { ETag: answer.etag });
    response.end(same ? undefined : answer.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  app.services.config.saml.metadataUrl = `http://127.0.0.1:${port}/aggregate.xml`;
  app.services.config.saml.metadataCertificate = federationKeys.certificate;
  admin = await signIn(app, { role: 'admin' });
});
afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await app.close();
});

const list = aggregateOf;
const sign = (xml: string, { sha1 = false, keys = federationKeys } = {}) =>
  signAggregate(xml, keys, { sha1 });

async function read(body: string): Promise<Federation['aggregate']> {
  answer = { body, etag: `"${Math.random()}"` };
  await refreshFederation(app.services);
  return ((await admin.get('/api/federation')).body as Federation).aggregate;
}

const choices = {
  name: 'Kalmar',
  scopes: ['kalmar.se'],
  options: { signed: 'either', requireEncryption: false, signRequests: true },
  roleRules: [],
  enabled: true,
};
const kalmar = async () => (await admin.get('/api/providers/kalmar')).body as ManagedProvider;

describe('the federation’s aggregate', () => {
  it('is read, and one of its providers taken up with the scopes that it names and no others', async () => {
    const aggregate = await read(
      sign(list(entity('kalmar', [oldKeys.certificate]) + entity('nybro', [oldKeys.certificate]))),
    );
    expect(aggregate).toMatchObject({ entities: 2, expired: false, registered: 0 });
    const source = { entityId: 'https://idp.kalmar.se/saml' };
    const preview = (await admin.post('/api/providers/preview', source)).body as ProviderPreview;
    expect(preview).toMatchObject({ scopes: ['kalmar.se'], source: 'aggregate', warnings: ['no_logout'] });
    const foreign = await admin.post('/api/providers', {
      key: 'kalmar',
      source,
      ...choices,
      scopes: ['nybro.se'],
    });
    expect(foreign.body).toMatchObject({ code: 'invalid_request' });
    expect((await admin.post('/api/providers', { key: 'kalmar', source, ...choices })).status).toBe(201);
    const again = await admin.post('/api/providers', { key: 'other', source, ...choices });
    expect(again.body).toMatchObject({ code: 'duplicate' });
  });

  it('is not fetched a second time while it is the same', async () => {
    asked = [];
    const job = app.jobs.find(({ name }) => name === 'refresh-federation');
    if (job) await runJob(job, app.services.logger);
    expect(asked).toEqual([answer.etag]);
    expect((await kalmar()).metadataError).toBeUndefined();
  });

  it.each<[string, () => string]>([
    ['unsigned', () => list(entity('kalmar', [newKeys.certificate]))],
    ['signed with another key', () => sign(list(entity('kalmar', [newKeys.certificate])), { keys: newKeys })],
    ['signed with SHA-1', () => sign(list(entity('kalmar', [newKeys.certificate])), { sha1: true })],
    ['expired', () => sign(list(entity('kalmar', [newKeys.certificate]), '2020-01-01T00:00:00Z'))],
    ['without an end', () => sign(list('').replace(/ validUntil="[^"]+"/, ''))],
    [
      'with a DTD',
      () => `<!DOCTYPE a [<!ENTITY b "c">]>${sign(list(entity('kalmar', [newKeys.certificate])))}`,
    ],
    [
      'changed after it was signed',
      () =>
        sign(list(entity('kalmar', [oldKeys.certificate]))).replace('idp.kalmar.se/sso', 'evil.example/sso'),
    ],
    [
      'wrapped around what was signed',
      () => {
        const signed = sign(list(entity('kalmar', [oldKeys.certificate])));
        return list(entity('kalmar', [newKeys.certificate]) + signed).replace('ID="_all"', 'ID="_forged"');
      },
    ],
    ['not XML at all', () => 'nothing'],
  ])('is refused %s, and what was read before counts on', async (_title, body) => {
    const aggregate = await read(body());
    expect(aggregate?.error).toEqual(expect.any(String));
    expect(aggregate).toMatchObject({ entities: 2, expired: false });
    expect(await kalmar()).toMatchObject({ ssoUrl: 'https://idp.kalmar.se/sso', state: 'ok' });
  });

  it('brings new keys beside the old, and says so', async () => {
    await read(sign(list(entity('kalmar', [oldKeys.certificate, newKeys.certificate]))));
    expect((await kalmar()).certificates).toHaveLength(2);
    const { keyChanges } = (await admin.get('/api/federation')).body as Federation;
    expect(keyChanges).toMatchObject([{ key: 'kalmar', added: 1, removed: 0 }]);
    expect(app.warnings.at(-1)).toMatchObject({ provider: 'kalmar', added: 1 });
  });

  it('shuts a provider that it does not list any more, until it does again', async () => {
    await read(sign(list(entity('nybro', [oldKeys.certificate]))));
    const start = await openBrowser(app).get('/saml/login').query({ idp: 'kalmar' });
    expect(start.headers.location).toMatch(/fel=unknown_provider/);
    await read(sign(list(entity('kalmar', [oldKeys.certificate]))));
    const again = await openBrowser(app).get('/saml/login').query({ idp: 'kalmar' });
    expect(again.headers.location).toMatch(/^https:\/\/idp\.kalmar\.se\/sso\?/);
  });
});

const source = (xml: string) => ({ metadataXml: xml });

describe('a single provider', () => {
  const nybro = documentOf(entity('nybro', [oldKeys.certificate]));

  it('is taken up from its file, and changed by who saw it last', async () => {
    const body = {
      key: 'nybro',
      source: source(nybro),
      ...choices,
      name: 'Nybro',
      scopes: ['nybro.se'],
    };
    const { body: saved } = (await admin.post('/api/providers', body)) as { body: ManagedProvider };
    expect(saved).toMatchObject({ key: 'nybro', source: 'single', state: 'ok' });
    const change = {
      ...choices,
      name: 'Nybro',
      scopes: ['nybro.se'],
      enabled: false,
      version: saved.version,
    };
    expect((await admin.put('/api/providers/nybro', change)).body).toMatchObject({ state: 'disabled' });
    expect((await admin.put('/api/providers/nybro', change)).body).toMatchObject({ code: 'stale' });
  });

  it('is listed with its page for failed logins, which is told who asks', async () => {
    const page = 'https://idp.vimmerby.se/fel?code=ERRORURL_CODE&amp;sp=ERRORURL_RP';
    const xml = nybro
      .replaceAll('nybro', 'vimmerby')
      .replace('<md:IDPSSODescriptor ', `<md:IDPSSODescriptor errorURL="${page}" `);
    const chosen = { ...choices, name: 'Vimmerby', scopes: ['vimmerby.se'] };
    await admin.post('/api/providers', { key: 'vimmerby', source: source(xml), ...chosen });
    const { body } = await nobody(app).get('/api/identity-providers');
    const listed = (body as { items: IdentityProvider[] }).items.find(({ key }) => key === 'vimmerby');
    const sp = encodeURIComponent('http://localhost:3000/saml/metadata');
    expect(listed?.errorUrl).toBe(`https://idp.vimmerby.se/fel?code=ERRORURL_CODE&sp=${sp}`);
  });

  it.each([
    ['is no XML', 'nothing'],
    ['has a DTD', `<!DOCTYPE a>${nybro}`],
    ['has no certificate', nybro.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, '')],
    ['has no login', nybro.replace('HTTP-Redirect', 'SOAP')],
  ])('is refused when its metadata %s', async (_title, xml) => {
    expect((await admin.post('/api/providers/preview', source(xml))).body).toMatchObject({
      code: 'metadata_refused',
    });
  });
});

describe('a test login', () => {
  it('shows what the provider sends and the role that it gives, and opens no session', async () => {
    const { body } = (await admin.post('/api/providers/utveckling/test', {
      returnTo: '/inloggning/utveckling',
    })) as {
      body: { url: string; attempt: string };
    };
    const waiting = await admin.get('/api/providers/utveckling/test-result', { attempt: body.attempt });
    expect((waiting.body as TestResult).state).toBe('waiting');
    const browser = openBrowser(app);
    const start = await browser.get(body.url);
    const provider = await app.provider();
    const person = { key: 'p', givenName: 'P', surname: 'Q', eppn: 'p@development.invalid', description: '' };
    provider.addPerson({
      ...person,
      affiliations: ['employee@development.invalid'],
      schoolUnitCodes: ['99999999'],
    });
    const { fields } = await walkThroughProvider(start.headers.location as string, 'p');
    const page = await postAnswer(browser, fields);
    expect(page.pathname + page.search).toBe(`/inloggning/utveckling?attempt=${body.attempt}`);
    expect((await browser.get('/api/me')).status).toBe(401);
    const result = await admin.get('/api/providers/utveckling/test-result', { attempt: body.attempt });
    expect(result.body).toMatchObject({
      state: 'succeeded',
      role: 'teacher',
      unknownSchoolUnitCodes: ['99999999'],
    });
    const other = await signIn(app, { role: 'admin' });
    expect((await other.get('/api/providers/utveckling/test-result', { attempt: body.attempt })).status).toBe(
      404,
    );
    expect(await askProvider(app, openBrowser(app))).toHaveProperty('SAMLResponse');
  });
});

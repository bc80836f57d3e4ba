import { makeKeyPair, startDevelopmentProvider, walkThroughProvider } from '@mediecentral/dev-idp';
import type { Me } from '@mediecentral/contracts';
import supertest from 'supertest';
import { createApp } from '../../app.ts';
import { clock } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.ts';
import { developmentProviderKey, registerDevelopmentProvider } from '../../process/development-provider.ts';
import { kvarnskolan, furnishCentre } from '../../testing/lending-centre.ts';
import { cookiesOf, openBrowser, askProvider, postAnswer } from '../../testing/login-in-steps.ts';
import { nobody, personOf, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
let cookie: string;
let csrfToken: string;
beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  const browser = openBrowser(app);
  const who = { ...personOf({ role: 'teacher' }), schoolUnitCodes: [kvarnskolan.code] };
  await postAnswer(browser, await askProvider(app, browser, who));
  cookie = cookiesOf(browser);
  ({ csrfToken } = (await browser.get('/api/me')).body as Me);
});
afterAll(() => app.close());

const body = JSON.stringify({ schoolUnitId: kvarnskolan.id });
/** The same change in a logged-in browser, with these headers instead of a page's own. */
async function change(headers: Record<string, string>, sent = body) {
  const usual = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken };
  const request = supertest(app.express)
    .put('/api/me/school-unit')
    .set({ Cookie: cookie, ...usual, ...headers });
  const response = await request.send(sent);
  return [response.status, (response.body as { code?: string }).code];
}
const tokenIn = (header: string) => /__Host-session=([\w-]{43})/.exec(header)?.[1] ?? '';
const own = 'http://localhost:3000';

describe('a change', () => {
  it.each([
    ['a page of our own', { Origin: own, 'Sec-Fetch-Site': 'same-origin' }],
    ['a browser that names only its page', { Origin: own }],
    ['a program that is no browser and has the token', {}],
    ['a page that says in which letters its JSON is', { 'Content-Type': 'application/json; charset=utf-8' }],
  ])('is made for %s', async (_who, headers) => {
    expect(await change(headers as Record<string, string>)).toEqual([200, undefined]);
  });

  it.each([
    ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['another site whose browser names only its origin', { Origin: 'https://evil.example' }],
    ['another port of this machine', { Origin: 'http://localhost:4000' }],
    ['our address without encryption’s other half', { Origin: 'https://localhost:3000' }],
    ['a sandboxed frame', { Origin: 'null' }],
    ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site' }],
    ['an address that was typed', { 'Sec-Fetch-Site': 'none' }],
    ['another site whose browser tells nothing, without the token', { 'X-CSRF-Token': '' }],
    ['a guess', { 'X-CSRF-Token': 'a'.repeat(32) }],
    ['the token with something after it', { 'X-CSRF-Token': 'TOKEN ' }],
  ])('is refused to %s', async (_who, headers) => {
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('TOKEN ', `${csrfToken}x`)]),
    );
    expect(await change(sent)).toEqual([403, 'csrf']);
  });

  it.each([
    ['text/plain', body],
    ['application/x-www-form-urlencoded', `schoolUnitId=${kvarnskolan.id}`],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/xml', '<schoolUnitId/>'],
  ])('is not taken as %s, even with the token', async (type, sent) => {
    expect(await change({ 'Content-Type': type }, sent)).toEqual([415, 'unsupported_media_type']);
  });

  it('needs the token of its own session, not of another', async () => {
    const other = openBrowser(app);
    await postAnswer(other, await askProvider(app, other));
    const theirs = ((await other.get('/api/me')).body as Me).csrfToken;
    expect(await change({ 'X-CSRF-Token': theirs })).toEqual([403, 'csrf']);
  });
});

describe('a school behind one address', () => {
  it('begins and answers three hundred logins at once, and one more', async () => {
    const statuses = new Set<number>();
    for (let begun = 0; begun < 300; begun += 30) {
      const answers = Array.from({ length: 30 }, async () => {
        const browser = openBrowser(app);
        const start = await browser.get('/saml/login').query({ idp: developmentProviderKey });
        expect(start.headers.location).toMatch(/\/sso\?/);
        statuses.add((await browser.post('/saml/acs').type('form').send({ SAMLResponse: 'PHg+' })).status);
      });
      await Promise.all(answers);
    }
    expect([...statuses]).toEqual([303]);
    const last = openBrowser(app);
    expect((await postAnswer(last, await askProvider(app, last, { role: 'pupil' }))).pathname).toBe('/');
    expect((await last.get('/api/me')).status).toBe(200);
  }, 120_000);
});

describe('the headers of an answer', () => {
  it('keep pages from being framed, guessed at, referred from and given what they do not need', async () => {
    for (const path of ['/api/centre', '/api/nothing', '/saml/metadata', '/healthz']) {
      const { headers } = await nobody(app).get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toContain('geolocation=()');
      expect(headers).not.toHaveProperty('x-powered-by');
      // Over plain HTTP in a school's network, where HTTPS could not be had.
      expect(headers).not.toHaveProperty('strict-transport-security');
    }
    expect((await nobody(app).get('/api/me')).headers['cache-control']).toBe('no-store');
  });

  it('let pages run no script but their own', async () => {
    const policy = String((await nobody(app).get('/api/centre')).headers['content-security-policy']);
    const scripts = policy.split(';').find((directive) => directive.startsWith('script-src'));
    expect(policy).toContain("default-src 'none'");
    expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe('over HTTPS', () => {
  const publicUrl = 'https://av.example.org';
  it('the session’s cookie is this host’s alone, and one that was planted before the login opens nothing', async () => {
    const config = readConfig({
      NODE_ENV: 'test',
      PUBLIC_URL: publicUrl,
      DATA_DIR: app.services.config.dataDirectory,
    });
    const { express } = createApp({ ...app.services, config });
    const person = personOf({ role: 'teacher' });
    const provider = await startDevelopmentProvider({
      keys: makeKeyPair(),
      serviceProvider: {
        entityId: `${publicUrl}/saml/metadata`,
        assertionConsumerService: `${publicUrl}/saml/acs`,
      },
      people: [{ ...person, entry: '0881' }],
      now: () => clock.now(),
    });
    try {
      const entry = { key: 'nybro', name: 'Nybro', municipalityCode: '0881' };
      await registerDevelopmentProvider({ ...app.services, config }, provider, entry);
      const logIn = async (planted: string) => {
        const start = await supertest(express).get('/saml/login').query({ idp: 'nybro' });
        const { fields } = await walkThroughProvider(String(start.headers.location), person.key);
        const login = String(start.headers['set-cookie']).split(';')[0];
        const end = await supertest(express)
          .post('/saml/acs')
          .set('Cookie', `${login}; __Host-session=${planted}`)
          .type('form')
          .send(fields);
        return String(end.headers['set-cookie']);
      };
      const statusOf = async (sent: string) =>
        (await supertest(express).get('/api/me').set('Cookie', sent)).status;

      const planted = 'p'.repeat(43);
      const first = await logIn(planted);
      expect(first).toMatch(/__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax/);
      expect(tokenIn(first)).not.toBe(planted);
      expect(await statusOf(`__Host-session=${planted}`)).toBe(401);
      expect(await statusOf(`__Host-session=${tokenIn(first)}`)).toBe(200);
      // A cookie that a neighbour could set opens nothing, whatever is in it.
      expect(await statusOf(`session=${tokenIn(first)}`)).toBe(401);

      const second = await logIn(tokenIn(first));
      expect(tokenIn(second)).not.toBe(tokenIn(first));
      expect(await statusOf(`__Host-session=${tokenIn(first)}`)).toBe(401);
      expect(await statusOf(`__Host-session=${tokenIn(second)}`)).toBe(200);
      const { headers } = await supertest(express).get('/api/centre');
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
      expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    } finally {
      await provider.close();
    }
  });
});

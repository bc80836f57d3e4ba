import { inflateRawSync } from 'node:zlib';
import type { Me } from '@mediecentral/contracts';
import supertest from 'supertest';
import { createApp } from '../../../app.ts';
import { cookiesOf, openBrowser } from '../../../testing/login-in-steps.ts';
import { swap } from '../../../testing/saml-attack.ts';
import { beginAt, type Forge, openForge, signed, unsignedAnswer } from '../../../testing/saml-forge.ts';
import type { TestApp } from '../../../testing/sign-in.ts';
import { openTestApp } from '../../../testing/test-app.ts';

let app: TestApp;
let kalmar: Forge;
beforeAll(async () => {
  app = await openTestApp();
  kalmar = await openForge(app, 'kalmar');
});
afterAll(() => app.close());

/** The message in an address that a browser is sent to. */
const messageIn = (address: string) =>
  inflateRawSync(Buffer.from(new URL(address).searchParams.get('SAMLRequest') ?? '', 'base64')).toString();

describe('our request to log somebody in', () => {
  it('asks for a name in whatever form the provider has, since some refuse any other', async () => {
    const { headers } = await openBrowser(app).get('/saml/login').query({ idp: 'kalmar' });
    const [policy = ''] = /<samlp:NameIDPolicy[^>]*>/.exec(messageIn(headers.location as string)) ?? [];
    expect(policy).toContain(' AllowCreate="true"');
    expect(policy).not.toContain('Format');
  });
});

describe('a logout that begins here', () => {
  const attributes =
    'Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" NameQualifier="https://idp.kalmar.se/saml" SPNameQualifier="kalmar-media"';

  async function loggedIn() {
    const browser = openBrowser(app);
    const answer = unsignedAnswer(kalmar, await beginAt(browser, kalmar));
    const name = `<saml:NameID ${attributes}>maja@kalmar.se</saml:NameID>`;
    const xml = signed(swap(answer, /<saml:NameID>.*<\/saml:NameID>/, name), 'Assertion', kalmar);
    await browser
      .post('/saml/acs')
      .type('form')
      .send({ SAMLResponse: Buffer.from(xml).toString('base64') });
    const { csrfToken } = (await browser.get('/api/me')).body as Me;
    return { browser, csrfToken, sessionIndex: /SessionIndex="([^"]+)/.exec(xml)?.[1] };
  }

  it('tells the provider whose session it is, in all of its own words', async () => {
    const { browser, csrfToken, sessionIndex } = await loggedIn();
    const { body } = await browser.post('/api/logout').set('X-CSRF-Token', csrfToken);
    const { redirectTo } = body as { redirectTo: string };
    expect(redirectTo).toMatch(/^https:\/\/idp\.kalmar\.se\/slo\?SAMLRequest=.*&SigAlg=.*&Signature=/);
    const request = messageIn(redirectTo);
    expect(request).toContain(`<saml:NameID ${attributes}>maja@kalmar.se</saml:NameID>`);
    expect(request).toContain(`>${sessionIndex}</`);
    expect((await browser.get('/api/me')).status).toBe(401);
  });

  it('ends the session here alone when the installation has got another secret since the login', async () => {
    const { browser, csrfToken } = await loggedIn();
    const { express } = createApp({
      ...app.services,
      secret: 'another secret that is long enough for tests',
    });
    const end = await supertest(express)
      .post('/api/logout')
      .set({ Cookie: cookiesOf(browser), 'X-CSRF-Token': csrfToken });
    expect({ status: end.status, body: end.body as unknown }).toEqual({ status: 204, body: {} });
    expect((await browser.get('/api/me')).status).toBe(401);
  });
});

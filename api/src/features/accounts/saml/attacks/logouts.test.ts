import { createSign, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { makeKeyPair } from '@mediecentral/dev-idp';
import supertest from 'supertest';
import { attackedApp } from '../../../../testing/attacked-app.ts';
import { openBrowser } from '../../../../testing/login-in-steps.ts';
import { swap } from '../../../../testing/saml-attack.ts';
import { beginAt, sealed, signed, unsignedAnswer } from '../../../../testing/saml-forge.ts';

const attacked = attackedApp();

const strangers = makeKeyPair();
const sha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const old = new Date(Date.now() - 14 * 60_000).toISOString();

/** Logs somebody in at Kalmar. @returns their browser, and what the provider would ask us to end */
async function loggedIn() {
  const browser = openBrowser(attacked.app);
  const answer = unsignedAnswer(attacked.kalmar, await beginAt(browser, attacked.kalmar));
  const xml = signed(answer, 'Assertion', { keys: attacked.kalmar.keys });
  await browser
    .post('/saml/acs')
    .type('form')
    .send({ SAMLResponse: Buffer.from(xml).toString('base64') });
  const [nameId = '', sessionIndex = ''] = [/<saml:NameID>([^<]+)/, /SessionIndex="([^"]+)/].map(
    (part) => part.exec(xml)?.[1] ?? '',
  );
  const request =
    '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' +
    ` ID="_${randomBytes(16).toString('hex')}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="http://localhost:3000/saml/slo">` +
    `<saml:Issuer>${attacked.kalmar.entityId}</saml:Issuer><saml:NameID>${nameId}</saml:NameID><samlp:SessionIndex>${sessionIndex}</samlp:SessionIndex></samlp:LogoutRequest>`;
  return { browser, request };
}

type Sent = { path: string; form?: Record<string, unknown> };
const posted = (xml: string): Sent => ({
  path: '/saml/slo',
  form: { SAMLRequest: Buffer.from(xml).toString('base64') },
});
const sign = (xml: string, how = {}) => signed(xml, 'LogoutRequest', { keys: attacked.kalmar.keys, ...how });

function redirected(
  xml: string,
  { keys = attacked.kalmar.keys, algorithm = sha256, relayState = '' } = {},
): Sent {
  const message = encodeURIComponent(deflateRawSync(xml).toString('base64'));
  const relay = relayState ? `&RelayState=${encodeURIComponent(relayState)}` : '';
  const query = `SAMLRequest=${message}${relay}&SigAlg=${encodeURIComponent(algorithm)}`;
  const signature = createSign('sha256').update(query).sign(keys.privateKey, 'base64');
  return { path: `/saml/slo?${query}&Signature=${encodeURIComponent(signature)}` };
}
const send = ({ path, form }: Sent) =>
  form
    ? supertest(attacked.app.express).post(path).type('form').send(form)
    : supertest(attacked.app.express).get(path);

async function end(make: (request: string) => Sent) {
  const { browser, request } = await loggedIn();
  const before = attacked.app.warnings.length;
  const { status, headers } = await send(make(request));
  const still = (await browser.get('/api/me')).status === 200;
  const [line] = attacked.app.warnings.slice(before);
  return { status, still, check: line?.check, location: String(headers.location) };
}

describe('a genuine logout ends the session at once', () => {
  it.each<[string, (request: string) => Sent]>([
    ['signed in the address', (request) => redirected(request)],
    ['signed in a form', (request) => posted(sign(request))],
    [
      'with the name encrypted',
      (request) =>
        redirected(
          swap(
            request,
            /<saml:NameID>.*<\/saml:NameID>/,
            `<saml:EncryptedID>${sealed(/<saml:NameID>.*<\/saml:NameID>/.exec(request)?.[0] ?? '', attacked.certificate)}</saml:EncryptedID>`,
          ),
        ),
    ],
    [
      'of all sessions of the person',
      (request) => posted(sign(swap(request, /<samlp:SessionIndex>.*<\/samlp:SessionIndex>/, ''))),
    ],
  ])('%s, and is answered with a signature', async (_title, make) => {
    const { status, still, check, location } = await end(make);
    expect({ status, still, check }).toEqual({ status: 303, still: false, check: undefined });
    expect(location).toMatch(/^https:\/\/idp\.kalmar\.se\/slo\?SAMLResponse=.*&SigAlg=.*&Signature=/);
  });

  it('takes the provider’s own note back to it, and to nowhere else', async () => {
    const { location } = await end((request) =>
      redirected(request, { relayState: 'https://elsewhere.example/' }),
    );
    expect(new URL(location).origin).toBe('https://idp.kalmar.se');
  });
});

describe('a logout is refused, and ends nothing', () => {
  it.each<[string, (request: string) => Sent, string]>([
    ['unsigned in a form', (request) => posted(request), 'signature'],
    [
      'unsigned in the address',
      (request) => ({
        path: `/saml/slo?SAMLRequest=${encodeURIComponent(deflateRawSync(request).toString('base64'))}`,
      }),
      'signature',
    ],
    [
      'with an empty signature',
      (request) => ({ path: redirected(request).path.replace(/Signature=.*/, 'Signature=') }),
      'signature',
    ],
    [
      'without an algorithm',
      (request) => ({ path: redirected(request).path.replace(/&SigAlg=[^&]+/, '') }),
      'signature',
    ],
    [
      'signed by a stranger in the address',
      (request) => redirected(request, { keys: strangers }),
      'signature',
    ],
    ['signed by a stranger in a form', (request) => posted(sign(request, { keys: strangers })), 'signature'],
    [
      'signed by another provider',
      (request) => redirected(request, { keys: attacked.nybro.keys }),
      'signature',
    ],
    [
      'of another provider for a person of this one',
      (request) => redirected(swap(request, attacked.kalmar.entityId, attacked.nybro.entityId)),
      'signature',
    ],
    [
      'signed with SHA-1 in the address',
      (request) => redirected(request, { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }),
      'algorithm',
    ],
    [
      'signed with SHA-1 in a form',
      (request) => posted(sign(request, { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' })),
      'algorithm',
    ],
    [
      'signed with the public key as a password',
      (request) => redirected(request, { algorithm: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256' }),
      'algorithm',
    ],
    [
      'changed after it was signed',
      (request) => posted(swap(sign(request), /<samlp:SessionIndex>.*<\/samlp:SessionIndex>/, '')),
      'signature',
    ],
    [
      'with a note that was added',
      (request) => ({ path: swap(redirected(request).path, '&SigAlg', '&RelayState=x&SigAlg') }),
      'signature',
    ],
    [
      'with its message twice',
      (request) => ({ path: redirected(request).path.replace('SAMLRequest=', 'SAMLRequest=x&SAMLRequest=') }),
      'message',
    ],
    [
      'as a request and an answer',
      (request) => ({ path: `${redirected(request).path}&SAMLResponse=x` }),
      'message',
    ],
    [
      'wrapped in a forged one',
      (request) =>
        posted(
          swap(
            request,
            '</samlp:LogoutRequest>',
            `<samlp:Extensions>${sign(request)}</samlp:Extensions></samlp:LogoutRequest>`,
          ),
        ),
      'unique_ids',
    ],
    [
      'wrapped in a forged one of another ID',
      (request) =>
        posted(
          swap(
            request,
            '</samlp:LogoutRequest>',
            `<samlp:Extensions>${sign(request)}</samlp:Extensions></samlp:LogoutRequest>`,
          ).replace(/ ID="[^"]+"/, ' ID="_x"'),
        ),
      'signature_place',
    ],
    ['to another address', (request) => redirected(swap(request, '/saml/slo', '/saml/acs')), 'destination'],
    ['to no address', (request) => redirected(swap(request, / Destination="[^"]+"/, '')), 'destination'],
    [
      'of long ago',
      (request) => redirected(swap(request, /IssueInstant="[^"]+"/, `IssueInstant="${old}"`)),
      'issue_instant',
    ],
    [
      'whose time is over',
      (request) => redirected(swap(request, ' Version', ` NotOnOrAfter="${old}" Version`)),
      'issue_instant',
    ],
    [
      'of nobody known',
      (request) => redirected(swap(request, attacked.kalmar.entityId, 'urn:nobody')),
      'issuer',
    ],
    [
      'without an issuer',
      (request) => redirected(swap(request, /<saml:Issuer>.*<\/saml:Issuer>/, '')),
      'issuer',
    ],
    [
      'about nobody',
      (request) => redirected(swap(request, /<saml:NameID>.*<\/saml:NameID>/, '')),
      'logout_message',
    ],
    [
      'about two people',
      (request) => redirected(swap(request, /<saml:NameID>.*<\/saml:NameID>/, '$&$&')),
      'logout_message',
    ],
    ['without an ID', (request) => redirected(swap(request, / ID="[^"]+"/, '')), 'logout_message'],
    [
      'with a comment in the name',
      (request) => redirected(swap(request, '<saml:NameID>', '<saml:NameID><!---->')),
      'plain_xml',
    ],
    ['with a document type', (request) => redirected(`<!DOCTYPE x>${request}`), 'plain_xml'],
    ['as a bomb', () => redirected('x'.repeat(5_000_000)), 'size'],
    [
      'that cannot be unpacked',
      (request) => ({ path: redirected(request).path.replace(/SAMLRequest=[^&]+/, 'SAMLRequest=AAAA') }),
      'size',
    ],
    [
      'as an answer to a login',
      (request) => redirected(swap(request, /samlp:LogoutRequest/g, 'samlp:Response')),
      'logout_message',
    ],
  ])('%s', async (_title, make, check) => {
    expect(await end(make)).toEqual({ status: 303, still: true, check, location: '/' });
  });

  it('the second time', async () => {
    const { request } = await loggedIn();
    await send(redirected(request));
    await send(redirected(request));
    expect(attacked.app.warnings.at(-1)).toMatchObject({ check: 'replay', provider: 'kalmar' });
  });
});

import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  createVerify,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { createSign } from 'node:crypto';
import { makeKeyPair } from '@mediecentral/dev-idp';
import {
  askProvider,
  type Change,
  openBrowser,
  postAnswer,
  refusalAt,
  tamper,
} from '../../../testing/login-in-steps.ts';
import type { TestApp } from '../../../testing/sign-in.ts';
import { openTestApp } from '../../../testing/test-app.ts';
import { developmentProviderKey } from '../../../process/development-provider.ts';
import { ProviderModel } from '../provider.model.ts';
import { readServiceKeys } from './service-keys.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const encryption = 'http://www.w3.org/2001/04/xmlenc#';
const gcm = 'http://www.w3.org/2009/xmlenc11#aes256-gcm';
const oaep = `${encryption}rsa-oaep-mgf1p`;
type Weakness = { cipher?: string; transport?: string; certificate?: string; flip?: boolean };

/** Puts the signed assertion into an EncryptedAssertion for our own key, as providers do. */
async function encrypted(weakness: Weakness = {}): Promise<Change> {
  const { encryption: keys } = await readServiceKeys(app.services.config.dataDirectory);
  const certificate = weakness.certificate ?? keys[0]?.certificate ?? '';
  const secret = randomBytes(32);
  const iv = randomBytes(12);
  const wrapped = publicEncrypt(
    {
      key: createPublicKey(certificate),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha1',
    },
    secret,
  );
  return (xml) => {
    const assertion = /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
    const standalone = assertion.replace(
      '<saml:Assertion ',
      '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ',
    );
    const cipher = createCipheriv('aes-256-gcm', secret, iv);
    const sealed = Buffer.concat([
      iv,
      cipher.update(standalone, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    if (weakness.flip) sealed[20] = (sealed[20] ?? 0) ^ 1;
    return xml.replace(
      assertion,
      '<saml:EncryptedAssertion>' +
        `<xenc:EncryptedData xmlns:xenc="${encryption}"><xenc:EncryptionMethod Algorithm="${weakness.cipher ?? gcm}"/>` +
        `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>` +
        `<xenc:EncryptionMethod Algorithm="${weakness.transport ?? oaep}"/>` +
        `<xenc:CipherData><xenc:CipherValue>${wrapped.toString('base64')}</xenc:CipherValue></xenc:CipherData>` +
        '</xenc:EncryptedKey></ds:KeyInfo>' +
        `<xenc:CipherData><xenc:CipherValue>${sealed.toString('base64')}</xenc:CipherValue></xenc:CipherData>` +
        '</xenc:EncryptedData></saml:EncryptedAssertion>',
    );
  };
}

async function end(change: Change) {
  const browser = openBrowser(app);
  const page = await postAnswer(browser, tamper(await askProvider(app, browser), change));
  return { page, refusal: refusalAt(app, page), loggedIn: (await browser.get('/api/me')).status === 200 };
}

describe('an encrypted assertion', () => {
  it('is read when it is encrypted for us, with AES-GCM and RSA-OAEP', async () => {
    expect((await end(await encrypted())).loggedIn).toBe(true);
  });

  it.each<[string, () => Weakness]>([
    ['in a mode that tells attackers of its padding', () => ({ cipher: `${encryption}aes256-cbc` })],
    ['with a key in the old transport', () => ({ transport: `${encryption}rsa-1_5` })],
    ['for somebody else', () => ({ certificate: makeKeyPair().certificate })],
    ['and changed on the way', () => ({ flip: true })],
  ])('is refused %s, with the same words every time', async (_title, weakness) => {
    const { refusal, loggedIn } = await end(await encrypted(weakness()));
    expect({ ...refusal, loggedIn }).toEqual({ failure: 'refused', check: 'encryption', loggedIn: false });
    const reasons = app.warnings.filter(({ check }) => check === 'encryption').map(({ reason }) => reason);
    expect(new Set(reasons).size).toBe(1);
  });
});

describe('what a provider has to sign', () => {
  afterEach(async () => {
    await ProviderModel.updateOne(
      { _id: developmentProviderKey },
      { $set: { 'options.signed': 'either', 'options.requireEncryption': false } },
    );
  });

  it.each(['response', 'both'])('is refused when it is not signed: %s', async (signed) => {
    await app.provider();
    await ProviderModel.updateOne({ _id: developmentProviderKey }, { $set: { 'options.signed': signed } });
    expect((await end((xml) => xml)).refusal).toEqual({ failure: 'refused', check: 'signature' });
  });

  it('is not let in unencrypted where encryption is asked for', async () => {
    await ProviderModel.updateOne(
      { _id: developmentProviderKey },
      { $set: { 'options.requireEncryption': true } },
    );
    expect((await end((xml) => xml)).refusal).toEqual({ failure: 'refused', check: 'encryption' });
    expect((await end(await encrypted())).loggedIn).toBe(true);
  });
});

describe('our own requests', () => {
  it('are signed with the key that our metadata publishes', async () => {
    await app.provider();
    const start = await openBrowser(app).get('/saml/login').query({ idp: developmentProviderKey });
    const [signed = '', signature = ''] = new URL(start.headers.location as string).search
      .slice(1)
      .split('&Signature=');
    const metadata = (await openBrowser(app).get('/saml/metadata')).text;
    const base64 = /use="signing".*?X509Certificate>([^<]+)/s.exec(metadata)?.[1] ?? '';
    const { publicKey } = new X509Certificate(Buffer.from(base64, 'base64'));
    const verifier = createVerify('sha256').update(signed);
    expect(verifier.verify(publicKey, decodeURIComponent(signature), 'base64')).toBe(true);
  });
});

describe('a logout that begins at the provider', () => {
  const entityId = 'urn:mediecentral:development-provider';
  const keys = makeKeyPair();

  async function logout(change: { key?: string; xml?: Change; algorithm?: string } = {}) {
    await app.provider();
    await ProviderModel.updateOne(
      { _id: developmentProviderKey },
      { $push: { certificates: keys.certificate } },
    );
    const browser = openBrowser(app);
    const answer = await askProvider(app, browser);
    const said = Buffer.from(answer.SAMLResponse, 'base64').toString('utf8');
    await postAnswer(browser, answer);
    const nameId = /<saml:NameID[^>]*>([^<]+)/.exec(said)?.[1] ?? '';
    const sessionIndex = /SessionIndex="([^"]+)/.exec(said)?.[1] ?? '';
    const id = `_${createHash('sha256').update(randomBytes(8)).digest('hex')}`;
    const xml =
      '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' +
      ` ID="${id}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="http://localhost:3000/saml/slo">` +
      `<saml:Issuer>${entityId}</saml:Issuer><saml:NameID>${nameId}</saml:NameID>` +
      `<samlp:SessionIndex>${sessionIndex}</samlp:SessionIndex></samlp:LogoutRequest>`;
    const deflated = deflateRawSync((change.xml ?? ((same) => same))(xml)).toString('base64');
    const algorithm = change.algorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
    const query = `SAMLRequest=${encodeURIComponent(deflated)}&SigAlg=${encodeURIComponent(algorithm)}`;
    const signature = createSign('sha256')
      .update(query)
      .sign(change.key ?? keys.privateKey, 'base64');
    const send = () => openBrowser(app).get(`/saml/slo?${query}&Signature=${encodeURIComponent(signature)}`);
    const before = app.warnings.length;
    const { status } = await send();
    const still = (await browser.get('/api/me')).status === 200;
    return { status, loggedIn: still, check: app.warnings.slice(before)[0]?.check, send };
  }

  it('ends the session at once, and is not taken twice', async () => {
    const { status, loggedIn, check, send } = await logout();
    expect({ status, loggedIn, check }).toEqual({ status: 303, loggedIn: false, check: undefined });
    await send();
    expect(app.warnings.at(-1)?.check).toBe('replay');
  });

  it.each<[string, () => Parameters<typeof logout>[0], string]>([
    ['by another key', () => ({ key: makeKeyPair().privateKey }), 'signature'],
    ['by a weak algorithm', () => ({ algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }), 'algorithm'],
    [
      'for another address',
      () => ({ xml: (xml: string) => xml.replace('/saml/slo', '/other') }),
      'destination',
    ],
    [
      'long ago',
      () => ({ xml: (xml: string) => xml.replace(/IssueInstant="\d+/, 'IssueInstant="2020') }),
      'issue_instant',
    ],
    ['with a DTD', () => ({ xml: (xml: string) => `<!DOCTYPE x>${xml}` }), 'plain_xml'],
    ['by nobody known', () => ({ xml: (xml: string) => xml.replace(entityId, 'urn:nobody') }), 'issuer'],
  ])('is refused when it is signed %s', async (_title, change, check) => {
    const { loggedIn, check: failed, status } = await logout(change());
    expect({ loggedIn, failed, status }).toEqual({ loggedIn: true, failed: check, status: 303 });
  });
});

import { createHmac } from 'node:crypto';
import supertest from 'supertest';
import { attackedApp } from '../../../../testing/attacked-app.ts';
import { createApp } from '../../../../app.ts';
import { openBrowser, refusalAt, cookiesOf } from '../../../../testing/login-in-steps.ts';
import { assertionIn, attack, refused, swap } from '../../../../testing/saml-attack.ts';
import {
  beginAt,
  type Forge,
  openForge,
  sealed,
  signed,
  unsignedAnswer,
} from '../../../../testing/saml-forge.ts';
import { ProviderModel } from '../../provider.model.ts';

const attacked = attackedApp();

const genuine = (forge: Forge, requestId: string) =>
  signed(unsignedAnswer(forge, requestId), 'Assertion', { keys: forge.keys });
const form = (xml: string) => ({ SAMLResponse: Buffer.from(xml).toString('base64') });
const post = async (browser: ReturnType<typeof openBrowser>, xml: string) => {
  const { headers } = await browser.post('/saml/acs').type('form').send(form(xml));
  const page = new URL(String(headers.location), 'http://localhost:3000');
  return { ...refusalAt(attacked.app, page), loggedIn: (await browser.get('/api/me')).status === 200 };
};
const once = (xml: string) => swap(xml, /(<saml:Assertion [^>]*ID=")[^"]+/, '$1_used-once');

describe('an answer is refused', () => {
  it('of one provider to a login at another, with its own issuer or the other’s', async () => {
    const browser = openBrowser(attacked.app);
    expect(
      await post(browser, genuine(attacked.nybro, await beginAt(browser, attacked.kalmar))),
    ).toMatchObject({
      check: 'issuer',
      loggedIn: false,
    });
    const disguised = { ...attacked.nybro, entityId: attacked.kalmar.entityId, scope: attacked.kalmar.scope };
    expect(await post(browser, genuine(disguised, await beginAt(browser, attacked.kalmar)))).toMatchObject({
      check: 'signature',
      loggedIn: false,
    });
  });

  it('of one provider, encrypted, in the Response of another', async () => {
    const browser = openBrowser(attacked.app);
    const requestId = await beginAt(browser, attacked.kalmar);
    const foreign = `<saml:EncryptedAssertion>${sealed(assertionIn(genuine(attacked.nybro, requestId)), attacked.certificate)}</saml:EncryptedAssertion>`;
    const unsigned = unsignedAnswer(attacked.kalmar, requestId);
    const xml = signed(swap(unsigned, assertionIn(unsigned), foreign), 'Response', {
      keys: attacked.kalmar.keys,
    });
    expect(await post(browser, xml)).toEqual({ failure: 'refused', check: 'signature', loggedIn: false });
  });

  it('with a name of the other provider’s scope, though that one would be right', async () => {
    const browser = openBrowser(attacked.app);
    const borrowed = { ...attacked.kalmar, scope: attacked.nybro.scope };
    expect(await post(browser, genuine(borrowed, await beginAt(browser, attacked.kalmar)))).toMatchObject({
      failure: 'wrong_scope',
      loggedIn: false,
    });
  });

  it('in another browser, in one without a login, and with a cookie that was made up', async () => {
    const [victim, thief, nobody] = [
      openBrowser(attacked.app),
      openBrowser(attacked.app),
      openBrowser(attacked.app),
    ];
    const xml = genuine(attacked.kalmar, await beginAt(victim, attacked.kalmar));
    await beginAt(thief, attacked.kalmar);
    for (const browser of [thief, nobody])
      expect(await post(browser, xml)).toEqual({
        failure: 'attempt_expired',
        check: 'attempt',
        loggedIn: false,
      });
    const made = createHmac('sha256', 'x').update('x').digest('base64url').slice(0, 32);
    const { headers } = await supertest(attacked.app.express)
      .post('/saml/acs')
      .set('Cookie', `login=${made}`)
      .type('form')
      .send(form(xml));
    expect(headers.location).toMatch(/fel=attempt_expired/);
    expect(await post(victim, xml)).toMatchObject({ loggedIn: true });
  });

  it('the second time, in the same browser and on another node', async () => {
    const second = createApp(attacked.app.services).express;
    const browser = openBrowser(attacked.app);
    const xml = genuine(attacked.kalmar, await beginAt(browser, attacked.kalmar));
    const cookie = cookiesOf(browser);
    expect(await post(browser, xml)).toMatchObject({ loggedIn: true });
    expect(await post(browser, xml)).toMatchObject({ failure: 'attempt_expired', check: 'attempt' });
    const again = await supertest(second)
      .post('/saml/acs')
      .set('Cookie', cookie)
      .type('form')
      .send(form(xml));
    expect(again.headers.location).toMatch(/fel=attempt_expired/);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('the second time under a new login, on another node at the same moment', async () => {
    const second = supertest.agent(createApp(attacked.app.services).express);
    const first = openBrowser(attacked.app);
    const answerTo = async (browser: typeof first) =>
      signed(once(unsignedAnswer(attacked.kalmar, await beginAt(browser, attacked.kalmar))), 'Assertion', {
        keys: attacked.kalmar.keys,
      });
    const [one, other] = [await answerTo(first), await answerTo(second)];
    const ends = await Promise.all([post(first, one), post(second, other)]);
    expect(ends.filter(({ loggedIn }) => loggedIn)).toHaveLength(1);
    expect(ends.find(({ loggedIn }) => !loggedIn)).toMatchObject({ failure: 'refused', check: 'replay' });
  });

  it('where the provider has to sign the assertion and has signed the Response alone', async () => {
    await ProviderModel.updateOne({ _id: 'nybro' }, { $set: { 'options.signed': 'assertion' } });
    expect(await attack(attacked.app, attacked.nybro, ({ response }) => response)).toEqual(
      refused('refused', 'signature'),
    );
    expect(await attack(attacked.app, attacked.nybro, ({ assertion }) => assertion)).toMatchObject({
      loggedIn: true,
    });
    await ProviderModel.updateOne({ _id: 'nybro' }, { $set: { 'options.signed': 'either' } });
  });

  it('by a key that the provider publishes for encryption, or has taken back', async () => {
    const encrypting = await openForge(attacked.app, 'vimmerby');
    await ProviderModel.updateOne(
      { _id: 'vimmerby' },
      {
        $set: {
          certificates: [attacked.kalmar.keys.certificate],
          encryptionCertificates: [encrypting.keys.certificate],
        },
      },
    );
    expect(await attack(attacked.app, encrypting, ({ assertion }) => assertion)).toEqual(
      refused('refused', 'signature'),
    );
  });

  it('never leads to where a RelayState says', async () => {
    const browser = openBrowser(attacked.app);
    const xml = genuine(attacked.kalmar, await beginAt(browser, attacked.kalmar));
    const { headers } = await browser
      .post('/saml/acs')
      .type('form')
      .send({ ...form(xml), RelayState: 'https://elsewhere.example/' });
    expect(headers.location).toBe('/');
  });
});

import { assertionIn, attack, type Attack, refused, swap } from '../../../../testing/saml-attack.ts';
import { type Forge, openForge, sealed, type Sealing } from '../../../../testing/saml-forge.ts';
import type { TestApp } from '../../../../testing/sign-in.ts';
import { openTestApp } from '../../../../testing/test-app.ts';
import { readServiceKeys } from '../service-keys.ts';

let app: TestApp;
let kalmar: Forge;
let ours = '';
beforeAll(async () => {
  app = await openTestApp();
  kalmar = await openForge(app, 'kalmar');
  const { encryption: keys } = await readServiceKeys(app.services.config.dataDirectory);
  ours = keys[0]?.certificate ?? '';
});
afterAll(() => app.close());

const seal = (xml: string, certificate: string, how?: Sealing) =>
  swap(
    xml,
    assertionIn(xml),
    `<saml:EncryptedAssertion>${sealed(assertionIn(xml), certificate, how)}</saml:EncryptedAssertion>`,
  );
const encryption = 'http://www.w3.org/2001/04/xmlenc#';

describe('an encrypted answer is refused', () => {
  const attacks: [string, (ours: string) => Attack, string][] = [
    [
      'that nobody signed',
      (to) =>
        ({ unsigned }) =>
          seal(unsigned, to),
      'signature',
    ],
    [
      'in a mode that tells of its padding',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to, { cipher: `${encryption}aes256-cbc` }),
      'encryption',
    ],
    [
      'with triple DES',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to, { cipher: `${encryption}tripledes-cbc` }),
      'encryption',
    ],
    [
      'in a mode of nobody’s',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to, { cipher: 'urn:x' }),
      'encryption',
    ],
    [
      'with a key in the old transport',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to, { transport: `${encryption}rsa-1_5` }),
      'encryption',
    ],
    [
      'with a key that is not transported',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to, { transport: `${encryption}kw-aes256` }),
      'encryption',
    ],
    [
      'changed on the way',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to, { flip: true }),
      'encryption',
    ],
    [
      'for somebody else',
      () =>
        ({ assertion, keys }) =>
          seal(assertion, keys.certificate),
      'encryption',
    ],
    [
      'without a key',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to).replace(/<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/s, ''),
      'encryption',
    ],
    [
      'without content',
      (to) =>
        ({ assertion }) =>
          seal(assertion, to).replaceAll(/<xenc:CipherValue>[^<]+/g, '<xenc:CipherValue>'),
      'encryption',
    ],
    [
      'that holds a whole Response',
      (to) =>
        ({ response, assertion }) =>
          swap(
            assertion,
            assertionIn(assertion),
            `<saml:EncryptedAssertion>${sealed(response, to)}</saml:EncryptedAssertion>`,
          ),
      'one_assertion',
    ],
    [
      'that holds two assertions',
      (to) =>
        ({ assertion }) =>
          swap(
            assertion,
            assertionIn(assertion),
            `<saml:EncryptedAssertion>${sealed(assertionIn(assertion).repeat(2), to)}</saml:EncryptedAssertion>`,
          ),
      'encryption',
    ],
    [
      'that holds an assertion in an assertion',
      (to) =>
        ({ assertion, unsigned }) =>
          swap(
            assertion,
            assertionIn(assertion),
            `<saml:EncryptedAssertion>${sealed(swap(assertionIn(assertion), '<saml:Conditions', `<saml:Advice>${assertionIn(unsigned)}</saml:Advice><saml:Conditions`), to)}</saml:EncryptedAssertion>`,
          ),
      'unique_ids',
    ],
    [
      'that holds a document type',
      (to) =>
        ({ assertion }) =>
          swap(
            assertion,
            assertionIn(assertion),
            `<saml:EncryptedAssertion>${sealed(`<!DOCTYPE a>${assertionIn(assertion)}`, to)}</saml:EncryptedAssertion>`,
          ),
      'plain_xml',
    ],
    [
      'that closes what is around it',
      (to) =>
        ({ assertion }) =>
          swap(
            assertion,
            assertionIn(assertion),
            `<saml:EncryptedAssertion>${sealed(`${assertionIn(assertion)}</opened><opened>`, to)}</saml:EncryptedAssertion>`,
          ),
      'well_formed',
    ],
    [
      'whose name is for somebody else',
      () =>
        ({ unsigned, sign, keys }) =>
          sign(
            swap(
              unsigned,
              /<saml:NameID>.*<\/saml:NameID>/,
              `<saml:EncryptedID>${sealed('<saml:NameID>x</saml:NameID>', keys.certificate)}</saml:EncryptedID>`,
            ),
          ),
      'encryption',
    ],
    [
      'whose attributes were changed',
      (to) =>
        ({ unsigned, sign }) =>
          sign(
            swap(
              unsigned,
              '</saml:AttributeStatement>',
              `<saml:EncryptedAttribute>${sealed('<saml:Attribute/>', to, { flip: true })}</saml:EncryptedAttribute></saml:AttributeStatement>`,
            ),
          ),
      'encryption',
    ],
    [
      'whose attribute is something else',
      (to) =>
        ({ unsigned, sign }) =>
          sign(
            swap(
              unsigned,
              '</saml:AttributeStatement>',
              `<saml:EncryptedAttribute>${sealed('<saml:Assertion/>', to)}</saml:EncryptedAttribute></saml:AttributeStatement>`,
            ),
          ),
      'encryption',
    ],
  ];
  it.each(attacks)('%s', async (_title, make, check) => {
    expect(await attack(app, kalmar, make(ours))).toEqual(refused('refused', check));
  });
});

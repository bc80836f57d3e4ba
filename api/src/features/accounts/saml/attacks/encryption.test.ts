import { attackedApp } from '../../../../testing/attacked-app.ts';
import {
  assertionIn,
  attack,
  type Attack,
  refused,
  swap,
  sealedFor,
} from '../../../../testing/saml-attack.ts';
import { sealed } from '../../../../testing/saml-forge.ts';

const attacked = attackedApp();

const withAttribute = (xml: string, hidden: string) =>
  swap(
    xml,
    '</saml:AttributeStatement>',
    `<saml:EncryptedAttribute>${hidden}</saml:EncryptedAttribute></saml:AttributeStatement>`,
  );
const encryption = 'http://www.w3.org/2001/04/xmlenc#';

describe('an encrypted answer is refused', () => {
  const attacks: [string, (ours: string) => Attack, string][] = [
    [
      'that nobody signed',
      (to) =>
        ({ unsigned }) =>
          sealedFor(to, unsigned),
      'signature',
    ],
    [
      'in a mode that tells of its padding',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion, { cipher: `${encryption}aes256-cbc` }),
      'encryption',
    ],
    [
      'with triple DES',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion, { cipher: `${encryption}tripledes-cbc` }),
      'encryption',
    ],
    [
      'in a mode of nobody’s',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion, { cipher: 'urn:x' }),
      'encryption',
    ],
    [
      'with a key in the old transport',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion, { transport: `${encryption}rsa-1_5` }),
      'encryption',
    ],
    [
      'with a key that is not transported',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion, { transport: `${encryption}kw-aes256` }),
      'encryption',
    ],
    [
      'changed on the way',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion, { flip: true }),
      'encryption',
    ],
    [
      'for somebody else',
      () =>
        ({ assertion, keys }) =>
          sealedFor(keys.certificate, assertion),
      'encryption',
    ],
    [
      'without a key',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion).replace(/<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/s, ''),
      'encryption',
    ],
    [
      'without content',
      (to) =>
        ({ assertion }) =>
          sealedFor(to, assertion).replaceAll(/<xenc:CipherValue>[^<]+/g, '<xenc:CipherValue>'),
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
          sign(withAttribute(unsigned, sealed('<saml:Attribute/>', to, { flip: true }))),
      'encryption',
    ],
    [
      'whose attribute is something else',
      (to) =>
        ({ unsigned, sign }) =>
          sign(withAttribute(unsigned, sealed('<saml:Assertion/>', to))),
      'encryption',
    ],
  ];
  it.each(attacks)('%s', async (_title, make, check) => {
    expect(await attack(attacked.app, attacked.kalmar, make(attacked.certificate))).toEqual(
      refused('refused', check),
    );
  });
});

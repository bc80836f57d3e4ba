import { attackedApp } from '../../../../testing/attacked-app.ts';
import { attack, type Attack } from '../../../../testing/saml-attack.ts';
import { sealed } from '../../../../testing/saml-forge.ts';
import { assertionIn, swap } from '../../../../testing/saml-attack.ts';

const attacked = attackedApp();

const sealing =
  (xml: string, strip = false) =>
  () => {
    const assertion = assertionIn(xml);
    // As xmlsec does it: the prefix is declared around the assertion and nowhere in it.
    const plain = strip ? swap(assertion, / xmlns:saml="[^"]+"/, '') : assertion;
    return xml.replace(
      assertion,
      () => `<saml:EncryptedAssertion>${sealed(plain, attacked.certificate)}</saml:EncryptedAssertion>`,
    );
  };

/** As a provider says it whose clock differs by some seconds. */
const shifted = (xml: string, seconds: number) =>
  xml.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) =>
    new Date(Date.parse(time) + seconds * 1000).toISOString(),
  );

/** Whatever a provider may do within the standard; nothing here may become refused by a new check. */
const genuine: [string, Attack][] = [
  ['with a signed assertion', ({ assertion }) => assertion],
  ['from a clock that is behind', ({ unsigned, sign }) => sign(shifted(unsigned, -170))],
  ['from a clock that is ahead', ({ unsigned, sign }) => sign(shifted(unsigned, 170))],
  ['with a signed Response around an unsigned assertion', ({ response }) => response],
  ['with both signed', ({ both }) => both],
  [
    'signed with SHA-512',
    ({ unsigned, sign }) =>
      sign(unsigned, {
        algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
        digest: 'http://www.w3.org/2001/04/xmlenc#sha512',
      }),
  ],
  ['after an XML declaration', ({ assertion }) => `<?xml version="1.0" encoding="UTF-8"?>\n${assertion}`],
  ['with line ends of Windows', ({ assertion }) => swap(assertion, '<samlp:Status>', '\r\n<samlp:Status>')],
  [
    'in base64 that is wrapped in lines',
    ({ assertion }) => ({
      SAMLResponse: Buffer.from(assertion).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
    }),
  ],
  [
    'for several audiences of which one is ours',
    ({ unsigned, sign }) =>
      sign(
        swap(
          unsigned,
          '<saml:Audience>',
          '<saml:Audience>https://other.example</saml:Audience><saml:Audience>',
        ),
      ),
  ],
  [
    'with white space around the audience',
    ({ unsigned, sign }) => sign(swap(unsigned, /<saml:Audience>([^<]+)/, '<saml:Audience>\n $1\n ')),
  ],
  [
    'that is to be used once',
    ({ unsigned, sign }) =>
      sign(swap(unsigned, '</saml:Conditions>', '<saml:OneTimeUse/></saml:Conditions>')),
  ],
  ['with two logins', ({ unsigned, sign }) => sign(swap(unsigned, /<saml:AuthnStatement [^>]+>/, '$&$&'))],
  ['without a NameID', ({ unsigned, sign }) => sign(swap(unsigned, /<saml:NameID>[^<]+<\/saml:NameID>/, ''))],
  [
    'with an address of the person’s',
    ({ unsigned, sign }) =>
      sign(
        swap(unsigned, '<saml:SubjectConfirmationData', '<saml:SubjectConfirmationData Address="192.0.2.1"'),
      ),
  ],
  [
    'with a second confirmation of another kind',
    ({ unsigned, sign }) =>
      sign(
        swap(
          unsigned,
          '</saml:Subject>',
          '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"/></saml:Subject>',
        ),
      ),
  ],
  [
    'whose Response names no issuer',
    ({ assertion }) => swap(assertion, /(<samlp:Response [^>]*>)<saml:Issuer>[^<]+<\/saml:Issuer>/, '$1'),
  ],
  [
    'with typed values, whose prefix only the assertion’s signature covers',
    ({ unsigned, sign, signResponse }) => {
      const typed = swap(
        unsigned,
        '<samlp:Response ',
        '<samlp:Response xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ',
      ).replaceAll('<saml:AttributeValue>', '<saml:AttributeValue xsi:type="xs:string">');
      return signResponse(sign(typed));
    },
  ],
  ['encrypted', ({ assertion }) => sealing(assertion)()],
  ['encrypted, with the prefix declared outside', ({ assertion }) => sealing(assertion, true)()],
  [
    'encrypted unsigned in a signed Response',
    ({ unsigned, signResponse }) => signResponse(sealing(unsigned)()),
  ],
  [
    'with an encrypted name',
    ({ unsigned, sign }) =>
      sign(
        unsigned.replace(
          /<saml:NameID>.*<\/saml:NameID>/,
          (name) => `<saml:EncryptedID>${sealed(name, attacked.certificate)}</saml:EncryptedID>`,
        ),
      ),
  ],
  [
    'with encrypted attributes',
    ({ unsigned, sign }) =>
      sign(
        unsigned.replaceAll(
          /<saml:Attribute .*?<\/saml:Attribute>/g,
          (each) =>
            `<saml:EncryptedAttribute>${sealed(each, attacked.certificate)}</saml:EncryptedAttribute>`,
        ),
      ),
  ],
];

describe('a genuine answer opens a session', () => {
  it.each(genuine)('%s', async (_title, make) => {
    expect(await attack(attacked.app, attacked.kalmar, make)).toMatchObject({
      loggedIn: true,
      status: 303,
      failure: null,
    });
  });
});

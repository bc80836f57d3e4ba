import { attackedApp } from '../../../../testing/attacked-app.ts';
import { attack, type Attack, refused, swap } from '../../../../testing/saml-attack.ts';

const attacked = attackedApp();

const base64 = (bytes: Buffer | string) => ({ SAMLResponse: Buffer.from(bytes).toString('base64') });
const before =
  (what: string): Attack =>
  ({ assertion }) =>
    `${what}${assertion}`;
const named =
  (by: string): Attack =>
  ({ assertion }) =>
    swap(assertion, 'maja@kalmar.se', by);
const filled =
  (what: string): Attack =>
  ({ assertion }) =>
    swap(assertion, '<samlp:Status>', `${what}<samlp:Status>`);
const bomb =
  '<!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>';

const tricks: [string, Attack, string][] = [
  ['with a comment in the name', named('maja@kalmar.se<!-- x -->.evil.example'), 'plain_xml'],
  ['with a comment before the name', named('rektor<!-- -->maja@kalmar.se'), 'plain_xml'],
  [
    'with a comment in the NameID',
    ({ assertion }) => swap(assertion, '<saml:NameID>', '<saml:NameID>rektor<!---->'),
    'plain_xml',
  ],
  [
    'with a comment in the issuer',
    ({ assertion }) => swap(assertion, '.se/saml</saml:Issuer>', '.se<!---->/saml</saml:Issuer>'),
    'plain_xml',
  ],
  [
    'with a comment in the audience',
    ({ assertion }) =>
      swap(assertion, '/saml/metadata</saml:Audience>', '/saml/<!---->metadata</saml:Audience>'),
    'plain_xml',
  ],
  ['with a comment before the message', before('<!-- x -->'), 'plain_xml'],
  ['with a processing instruction in the name', named('maja@kalmar.se<?x y?>.evil.example'), 'plain_xml'],
  [
    'with a processing instruction before the message',
    before('<?xml-stylesheet href="http://127.0.0.1:1/"?>'),
    'plain_xml',
  ],
  ['with CDATA in the name', named('<![CDATA[rektor@kalmar.se]]>'), 'plain_xml'],
  ['with a document type', before('<!DOCTYPE samlp:Response>'), 'plain_xml'],
  [
    'with a document type elsewhere',
    before('<!DOCTYPE samlp:Response SYSTEM "http://127.0.0.1:1/x.dtd">'),
    'plain_xml',
  ],
  [
    'with an entity from a file',
    ({ assertion }) =>
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${swap(assertion, 'maja@', '&x;@')}`,
    'plain_xml',
  ],
  [
    'with a parameter entity',
    before('<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;]>'),
    'plain_xml',
  ],
  ['with entities in entities', ({ assertion }) => `${bomb}${swap(assertion, 'maja@', '&d;@')}`, 'plain_xml'],
  ['with default attributes', before('<!DOCTYPE a [<!ATTLIST saml:Assertion ID CDATA "_x">]>'), 'plain_xml'],
  ['with an entity that is not defined', named('&rektor;@kalmar.se'), 'plain_xml'],
  ['with a zero character', named('maja&#0;@kalmar.se'), 'plain_xml'],
  ['with a zero byte', named('maja\0@kalmar.se'), 'plain_xml'],
  ['with a number beyond all characters', named('&#x999999;@kalmar.se'), 'plain_xml'],
  ['with a second XML declaration', before('<?xml version="1.0"?><?xml version="1.0"?>'), 'plain_xml'],
  ['of XML 1.1', before('<?xml version="1.1"?>'), 'plain_xml'],
  ['in UTF-16', ({ assertion }) => base64(Buffer.from(`\uFEFF${assertion}`, 'utf16le')), 'utf8'],
  ['in UTF-16 without a mark', ({ assertion }) => base64(Buffer.from(assertion, 'utf16le')), 'plain_xml'],
  ['said to be in UTF-7', before('<?xml version="1.0" encoding="UTF-7"?>'), 'plain_xml'],
  ['said to be in Latin 1', before('<?xml version="1.0" encoding="ISO-8859-1"?>'), 'plain_xml'],
  [
    'with bytes that are no UTF-8',
    ({ assertion }) => base64(Buffer.concat([Buffer.from([0xff]), Buffer.from(assertion)])),
    'utf8',
  ],
  [
    'with letters longer than they need be',
    ({ assertion }) => base64(Buffer.concat([Buffer.from([0xc0, 0xbc]), Buffer.from(assertion)])),
    'utf8',
  ],
  [
    'including a file',
    filled('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
    'one_response',
  ],
  ['with a prefix that nothing declares', filled('<nobody:knows/>'), 'well_formed'],
  [
    'with an attribute twice',
    ({ assertion }) => swap(assertion, ' Version="2.0"', ' Version="2.0" Version="2.0"'),
    'well_formed',
  ],
  ['cut off', ({ assertion }) => assertion.slice(0, -20), 'well_formed'],
  ['with something behind it', ({ assertion }) => `${assertion}<x/>`, 'well_formed'],
  ['nested without end', filled(`${'<a>'.repeat(1500)}${'</a>'.repeat(1500)}`), 'depth'],
  ['with elements without end', filled('<a/>'.repeat(5000)), 'size'],
  ['longer than any', filled('x'.repeat(200_000)), 'size'],
  [
    'in base64 of the web',
    ({ assertion }) => ({ SAMLResponse: `-_${Buffer.from(assertion).toString('base64url')}` }),
    'base64',
  ],
  [
    'with signs among the base64',
    ({ assertion }) => ({ SAMLResponse: `${Buffer.from(assertion).toString('base64').slice(0, 100)}%%%` }),
    'base64',
  ],
  ['not in base64', ({ assertion }) => ({ SAMLResponse: assertion }), 'base64'],
  [
    'twice',
    ({ assertion }) => ({ SAMLResponse: [base64(assertion).SAMLResponse, base64(assertion).SAMLResponse] }),
    'message',
  ],
  [
    'in a field of another name',
    ({ assertion }) => ({ 'SAMLResponse[]': base64(assertion).SAMLResponse }),
    'message',
  ],
  ['as a request', ({ assertion }) => ({ SAMLRequest: base64(assertion).SAMLResponse }), 'message'],
  ['as nothing', () => ({ SAMLResponse: '' }), 'message'],
  ['as JSON', () => '{"SAMLResponse":true}', 'well_formed'],
  [
    'as another message of SAML',
    ({ requestId }) =>
      `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${requestId}" Version="2.0"/>`,
    'one_response',
  ],
  [
    'as a Response of another namespace',
    ({ assertion }) =>
      swap(assertion, 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"', 'xmlns:samlp="urn:x"'),
    'one_response',
  ],
  [
    'as an assertion alone',
    ({ assertion }) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(assertion)?.[0] ?? '',
    'one_response',
  ],
];

describe('an answer is refused that comes', () => {
  it.each(tricks)('%s', async (_title, make, check) => {
    expect(await attack(attacked.app, attacked.kalmar, make)).toEqual(refused('refused', check));
  });
});

import {
  type Change,
  openBrowser,
  postAnswer,
  refusalAt,
  refusalOf,
  replacing,
} from '../../../testing/login-in-steps.ts';
import type { TestApp } from '../../../testing/sign-in.ts';
import { openTestApp } from '../../../testing/test-app.ts';

const assertionOf = (xml: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
const signatureOf = (xml: string) => /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? '';
const forged = (assertion: string) =>
  assertion
    .replace(signatureOf(assertion), '')
    .replaceAll('employee@', 'boss@')
    .replace(/ ID="[^"]+"/, ' ID="_forged"');

const wrap =
  (inside: string): Change =>
  (xml) =>
    xml.replace(
      assertionOf(xml),
      inside.replace('SIGNED', assertionOf(xml)).replace('FORGED', forged(assertionOf(xml))),
    );

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('an answer that somebody has changed is refused', () => {
  it.each<[string, Change, string]>([
    ['in a value', replacing('employee@', 'Employee@'), 'signature'],
    ['by taking the signature away', (xml) => xml.replace(signatureOf(xml), ''), 'signature'],
    ['with a comment in a name', replacing('@development', '@<!-- x -->development'), 'plain_xml'],
    ['with a processing instruction', replacing('@development', '@<?x y?>development'), 'plain_xml'],
    ['with CDATA', replacing('employee@', '<![CDATA[employee@]]>'), 'plain_xml'],
    [
      'with a document type',
      replacing('<samlp:Response', '<!DOCTYPE x [<!ENTITY a "b">]><samlp:Response'),
      'plain_xml',
    ],
    ['with an entity', replacing('employee@', '&employee;@'), 'plain_xml'],
    ['to a weaker signature', replacing('xmldsig-more#rsa-sha256', 'xmldsig#rsa-sha1'), 'algorithm'],
    ['to a weaker digest', replacing('xmlenc#sha256', 'xmldsig#sha1'), 'algorithm'],
    ['to canonical XML with comments', replacing('xml-exc-c14n#', 'xml-exc-c14n#WithComments'), 'algorithm'],
    [
      'to a transform of the attacker’s',
      replacing(/xmldsig#enveloped-signature/, 'xmldsig#base64'),
      'algorithm',
    ],
    ['to a signature of everything', replacing(/URI="#[^"]+"/, 'URI=""'), 'signature_reference'],
    ['to a signature of something else', replacing(/URI="#[^"]+"/, 'URI="#_other"'), 'signature_reference'],
    [
      'with an object in the signature',
      replacing('</ds:Signature>', '<ds:Object/></ds:Signature>'),
      'signature_reference',
    ],
    [
      'with the signature moved up',
      (xml) =>
        xml.replace(signatureOf(xml), '').replace('<samlp:Status>', `${signatureOf(xml)}<samlp:Status>`),
      'signature_reference',
    ],
    [
      'with the signature moved down',
      (xml) =>
        xml
          .replace(signatureOf(xml), '')
          .replace('<saml:Conditions', `<saml:Advice>${signatureOf(xml)}</saml:Advice><saml:Conditions`),
      'signature_place',
    ],
    [
      'with two signatures',
      (xml) => xml.replace(signatureOf(xml), signatureOf(xml).repeat(2)),
      'signature_place',
    ],
    ['with a forged assertion before the signed one', wrap('FORGEDSIGNED'), 'one_assertion'],
    ['with a forged assertion after the signed one', wrap('SIGNEDFORGED'), 'one_assertion'],
    [
      'with the signed assertion put aside',
      wrap('<samlp:Extensions>SIGNED</samlp:Extensions>'),
      'one_assertion',
    ],
    [
      'with the signed assertion inside a forged one',
      (xml) =>
        xml.replace(
          assertionOf(xml),
          forged(assertionOf(xml)).replace(
            '<saml:Conditions',
            `<saml:Advice>${assertionOf(xml)}</saml:Advice><saml:Conditions`,
          ),
        ),
      'one_assertion',
    ],
    [
      'with a Response around the Response',
      (xml) =>
        `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0">${xml}</samlp:Response>`,
      'one_response',
    ],
    [
      'with a look-alike of an assertion',
      replacing('<samlp:Status>', '<x:Assertion xmlns:x="urn:x"/><samlp:Status>'),
      'one_assertion',
    ],
    [
      'with an ID that stands there twice',
      (xml) => xml.replace('<samlp:Status>', `<samlp:Status ${/ ID="[^"]+"/.exec(assertionOf(xml))?.[0]}>`),
      'unique_ids',
    ],
    [
      'with an ID twice in another spelling',
      (xml) =>
        xml.replace(
          '<samlp:Status>',
          `<samlp:Status ${/ ID="[^"]+"/.exec(assertionOf(xml))?.[0].replace('ID', 'Id')}>`,
        ),
      'unique_ids',
    ],
    [
      'into something else',
      () => '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>',
      'one_response',
    ],
    [
      'to be bottomless',
      replacing('<samlp:Status>', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}<samlp:Status>`),
      'depth',
    ],
    ['to be endless', replacing('<samlp:Status>', `${'<a/>'.repeat(5000)}<samlp:Status>`), 'size'],
    ['into what is no XML', replacing('</samlp:Response>', ''), 'well_formed'],
  ])('%s', async (_title, unsigned, check) => {
    expect(await refusalOf(app, { unsigned })).toEqual({ failure: 'refused', check, loggedIn: false });
  });
});

describe('what is not a message at all is refused', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['nothing', {}, 'message'],
    ['two messages', { SAMLResponse: ['PHg+', 'PHg+'] }, 'message'],
    ['what is not base64', { SAMLResponse: '<x/>' }, 'base64'],
    ['what is not UTF-8', { SAMLResponse: Buffer.from([0x3c, 0xff, 0x3e]).toString('base64') }, 'utf8'],
    ['what is endless', { SAMLResponse: 'A'.repeat(200_001) }, 'size'],
  ])('%s', async (_title, body, check) => {
    const page = await postAnswer(openBrowser(app), body);
    expect(refusalAt(app, page)).toEqual({ failure: 'refused', check });
  });
  it('a form that is too large or has too many fields', async () => {
    const browser = openBrowser(app);
    const large = await browser
      .post('/saml/acs')
      .type('form')
      .send({ SAMLResponse: 'A'.repeat(600_000) });
    expect(large.status).toBe(413);
    const many = await browser.post('/saml/acs').type('form').send('a=1&'.repeat(30));
    expect(many.status).toBe(413);
  });
});

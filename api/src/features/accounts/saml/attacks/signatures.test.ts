import { createHmac } from 'node:crypto';
import { makeKeyPair } from '@mediecentral/dev-idp';
import { attackedApp } from '../../../../testing/attacked-app.ts';
import { attack, type Attack, refused, signatureIn, swap } from '../../../../testing/saml-attack.ts';

const attacked = attackedApp();

const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const weakRsa = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
const weakDigest = 'http://www.w3.org/2000/09/xmldsig#sha1';
const strangers = makeKeyPair();

/** Changes the signature of a signed assertion. */
const inSignature =
  (what: string | RegExp, by: string): Attack =>
  ({ assertion }) =>
    swap(assertion, signatureIn(assertion), swap(signatureIn(assertion), what, by));
/** An element that XML Signature knows and nobody needs. */
const transform = (algorithm: string, content = '') =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;
const addTransform = (algorithm: string, content?: string) =>
  inSignature('<ds:Transforms>', `<ds:Transforms>${transform(algorithm, content)}`);
const stylesheet =
  '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/"><a/></xsl:template></xsl:stylesheet>';

const forgeries: [string, Attack, string][] = [
  ['without a signature', ({ unsigned }) => unsigned, 'signature'],
  [
    'by a stranger’s key, with its certificate along',
    ({ unsigned, sign }) => sign(unsigned, { keys: strangers }),
    'signature',
  ],
  [
    'as a whole by a stranger’s key',
    ({ unsigned, signResponse }) => signResponse(unsigned, { keys: strangers }),
    'signature',
  ],
  [
    'by a stranger around what the provider signed',
    ({ assertion, signResponse }) => signResponse(assertion, { keys: strangers }),
    'signature',
  ],
  [
    'by the provider around what a stranger signed',
    ({ unsigned, sign, signResponse }) => signResponse(sign(unsigned, { keys: strangers })),
    'signature',
  ],
  [
    'by a stranger’s key under the provider’s certificate',
    ({ unsigned, sign, keys }) =>
      sign(unsigned, { keys: { privateKey: strangers.privateKey, certificate: keys.certificate } }),
    'signature',
  ],
  [
    'with a value changed after it was signed',
    ({ assertion }) => swap(assertion, 'maja@', 'rektor@'),
    'signature',
  ],
  [
    'with a value changed in a signed Response',
    ({ response }) => swap(response, 'maja@', 'rektor@'),
    'signature',
  ],
  [
    'with a value added after it was signed',
    ({ assertion }) =>
      swap(
        assertion,
        '</saml:AttributeStatement>',
        '<saml:Attribute Name="urn:oid:1.3.6.1.4.1.5923.1.1.1.7"><saml:AttributeValue>urn:mediecentral:role:admin</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
      ),
    'signature',
  ],
  [
    'with a signature value that is empty',
    inSignature(/<ds:SignatureValue>[^<]+/, '<ds:SignatureValue>'),
    'signature',
  ],
  ['with another digest', inSignature(/<ds:DigestValue>[^<]{4}/, '<ds:DigestValue>AAAA'), 'signature'],
  ['signed with SHA-1', ({ unsigned, sign }) => sign(unsigned, { algorithm: weakRsa }), 'algorithm'],
  ['digested with SHA-1', ({ unsigned, sign }) => sign(unsigned, { digest: weakDigest }), 'algorithm'],
  ['said to be signed with MD5', inSignature('xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-md5'), 'algorithm'],
  [
    'said to be signed with DSA',
    inSignature(
      /SignatureMethod Algorithm="[^"]+"/,
      'SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#dsa-sha1"',
    ),
    'algorithm',
  ],
  ['with no algorithm', inSignature(/SignatureMethod Algorithm="[^"]+"/, 'SignatureMethod'), 'algorithm'],
  [
    'with an algorithm in another spelling',
    inSignature('xmldsig-more#rsa-sha256', 'XMLDSIG-more#rsa-sha256'),
    'algorithm',
  ],
  [
    'signed with the public key as a password',
    ({ assertion, keys }) => {
      const secret = createHmac('sha256', keys.certificate).update(assertion).digest('base64');
      const hmac = swap(assertion, '2001/04/xmldsig-more#rsa-sha256', '2001/04/xmldsig-more#hmac-sha256');
      return swap(hmac, /<ds:SignatureValue>[^<]+/, `<ds:SignatureValue>${secret}`);
    },
    'algorithm',
  ],
  [
    'with a password’s signature of no length',
    inSignature(
      /<ds:SignatureMethod [^>]+>/,
      '<ds:SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>',
    ),
    'algorithm',
  ],
  [
    'canonical with comments',
    ({ unsigned, sign }) =>
      sign(unsigned, { canonical: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments' }),
    'algorithm',
  ],
  [
    'transformed with comments',
    ({ unsigned, sign }) => sign(unsigned, { transforms: [enveloped, `${exclusive}WithComments`] }),
    'algorithm',
  ],
  [
    'canonical in the older way',
    ({ unsigned, sign }) => sign(unsigned, { canonical: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' }),
    'algorithm',
  ],
  [
    'with a stylesheet for a transform',
    inSignature(
      /<ds:Transform Algorithm="[^"]+enveloped-signature"\/>/,
      transform('http://www.w3.org/TR/1999/REC-xslt-19991116', stylesheet),
    ),
    'algorithm',
  ],
  [
    'with an XPath for a transform',
    inSignature(
      /<ds:Transform Algorithm="[^"]+enveloped-signature"\/>/,
      transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>1=0</ds:XPath>'),
    ),
    'algorithm',
  ],
  [
    'with a filter for a transform',
    inSignature(
      /<ds:Transform Algorithm="[^"]+enveloped-signature"\/>/,
      transform('http://www.w3.org/2002/06/xmldsig-filter2'),
    ),
    'algorithm',
  ],
  ['with a transform from base64', inSignature('xmldsig#enveloped-signature', 'xmldsig#base64'), 'algorithm'],
  ['with three transforms', addTransform(exclusive), 'signature_reference'],
  ['with no transforms', inSignature(/<ds:Transforms>.*<\/ds:Transforms>/, ''), 'signature_reference'],
  [
    'with a parameter in a transform',
    inSignature(`<ds:Transform Algorithm="${enveloped}"/>`, transform(enveloped, '<ds:XPath>x</ds:XPath>')),
    'algorithm',
  ],
  ['of an empty reference', inSignature(/URI="#[^"]+"/, 'URI=""'), 'signature_reference'],
  ['of no reference', inSignature(/ URI="#[^"]+"/, ''), 'signature_reference'],
  [
    'of a reference to somebody else’s file',
    inSignature(/URI="#[^"]+"/, 'URI="file:///etc/passwd"'),
    'signature_reference',
  ],
  [
    'of a reference to an address',
    inSignature(/URI="#[^"]+"/, 'URI="http://127.0.0.1:1/"'),
    'signature_reference',
  ],
  [
    'of a reference by XPointer',
    inSignature(/URI="#([^"]+)"/, 'URI="#xpointer(id(\'$1\'))"'),
    'signature_reference',
  ],
  ['of nothing', inSignature(/<ds:Reference .*<\/ds:Reference>/s, ''), 'signature_reference'],
  ['of two references', inSignature(/<ds:Reference .*<\/ds:Reference>/s, '$&$&'), 'signature_reference'],
  [
    'with two digests',
    inSignature(/<ds:DigestValue>.*<\/ds:DigestValue>/, '<ds:DigestValue>AAAA</ds:DigestValue>$&'),
    'signature_reference',
  ],
  [
    'with two signature values',
    inSignature(
      /<ds:SignatureValue>.*<\/ds:SignatureValue>/s,
      '<ds:SignatureValue>AAAA</ds:SignatureValue>$&',
    ),
    'signature_reference',
  ],
  [
    'with two parts that are signed',
    inSignature(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, '$&$&'),
    'signature_reference',
  ],
  [
    'with a part of another namespace',
    inSignature(/<ds:SignedInfo>/, '<x:SignedInfo xmlns:x="urn:x"/><ds:SignedInfo>'),
    'signature_reference',
  ],
  ['with an object', inSignature('</ds:Signature>', '<ds:Object/></ds:Signature>'), 'signature_reference'],
  [
    'with a manifest',
    inSignature(
      '</ds:Signature>',
      '<ds:Object><ds:Manifest><ds:Reference URI=""/></ds:Manifest></ds:Object></ds:Signature>',
    ),
    'signature_reference',
  ],
  [
    'with a decoy among the keys',
    inSignature(
      '</ds:Signature>',
      '<ds:KeyInfo><ds:DigestValue>AAAA</ds:DigestValue></ds:KeyInfo></ds:Signature>',
    ),
    'signature_reference',
  ],
  [
    'in another namespace',
    ({ assertion }) => swap(assertion, 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"', 'xmlns:ds="urn:x"'),
    'signature_place',
  ],
];

describe('an answer is refused whose signature is', () => {
  it.each(forgeries)('%s', async (_title, make, check) => {
    expect(await attack(attacked.app, attacked.kalmar, make)).toEqual(refused('refused', check));
  });
});

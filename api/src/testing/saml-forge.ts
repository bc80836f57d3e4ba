import { createPublicKey, constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { type KeyPair, makeKeyPair } from '@mediecentral/dev-idp';
import { SignedXml } from 'xml-crypto';
import { registerProvider } from '../features/accounts/index.ts';
import { clock } from '../platform/clock.ts';
import type { Browser } from './login-in-steps.ts';
import type { TestApp } from './sign-in.ts';

/** An identity provider in the hands of a test: whatever its key signs is the test's to say. */
export type Forge = { key: string; entityId: string; scope: string; keys: KeyPair };

/** Registers a provider that there is only the key of. */
export async function openForge(app: TestApp, key: string, keys = makeKeyPair()): Promise<Forge> {
  const entityId = `https://idp.${key}.se/saml`;
  const address = `https://idp.${key}.se/slo`;
  await registerProvider(app.services, {
    key,
    name: key,
    entityId,
    ssoUrl: `https://idp.${key}.se/sso`,
    logout: { requestUrl: address, responseUrl: address },
    certificates: [keys.certificate],
    scopes: [`${key}.se`],
    rules: [{ attribute: 'affiliation', value: 'employee@', role: 'teacher' }],
    development: false,
  });
  return { key, entityId, scope: `${key}.se`, keys };
}

/** Begins a login at a provider. @returns the id of the request that the browser was sent there with */
export async function beginAt(browser: Browser, { key }: Pick<Forge, 'key'>): Promise<string> {
  const start = await browser.get('/saml/login').query({ idp: key });
  const { location = '' } = start.headers as { location?: string };
  const request = new URL(location).searchParams.get('SAMLRequest') ?? '';
  const xml = inflateRawSync(Buffer.from(request, 'base64')).toString('utf8');
  return / ID="([^"]+)"/.exec(xml)?.[1] ?? '';
}

export const consumer = 'http://localhost:3000/saml/acs';
export const audience = 'http://localhost:3000/saml/metadata';
const minutes = (number: number) => new Date(clock.now().getTime() + number * 60_000).toISOString();
const newId = () => `_${randomBytes(16).toString('hex')}`;
const attribute = (oid: string, value: string) =>
  `<saml:Attribute Name="urn:oid:${oid}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">` +
  `<saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;

/** What a provider says of a teacher, before anything is signed; every element declares its own namespaces. */
export function unsignedAnswer({ entityId, scope }: Forge, requestId: string): string {
  const issuer = `<saml:Issuer>${entityId}</saml:Issuer>`;
  return [
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
    ` ID="${newId()}" Version="2.0" IssueInstant="${minutes(0)}" Destination="${consumer}" InResponseTo="${requestId}">${issuer}`,
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>',
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
    ` ID="${newId()}" Version="2.0" IssueInstant="${minutes(0)}">${issuer}<saml:Subject><saml:NameID>${newId()}</saml:NameID>`,
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData',
    ` InResponseTo="${requestId}" Recipient="${consumer}" NotOnOrAfter="${minutes(5)}"/></saml:SubjectConfirmation></saml:Subject>`,
    `<saml:Conditions NotBefore="${minutes(-1)}" NotOnOrAfter="${minutes(5)}"><saml:AudienceRestriction>`,
    `<saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="${minutes(0)}" SessionIndex="${newId()}"/><saml:AttributeStatement>`,
    attribute('1.3.6.1.4.1.5923.1.1.1.6', `maja@${scope}`),
    attribute('1.3.6.1.4.1.5923.1.1.1.9', `employee@${scope}`),
    '</saml:AttributeStatement></saml:Assertion></samlp:Response>',
  ].join('');
}

export type Signing = {
  keys?: KeyPair;
  algorithm?: string;
  digest?: string;
  canonical?: string;
  transforms?: string[];
};

const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Signs one element of a message, as a provider does unless it is told otherwise. */
export function signed(xml: string, name: string, { keys, ...how }: Signing & { keys: KeyPair }): string {
  const place = `//*[local-name(.)='${name}']`;
  const signature = new SignedXml({
    privateKey: keys.privateKey,
    publicCert: keys.certificate,
    signatureAlgorithm: how.algorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: how.canonical ?? exclusive,
  });
  signature.addReference({
    xpath: place,
    transforms: how.transforms ?? [enveloped, exclusive],
    digestAlgorithm: how.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  const after = `${place}/*[local-name(.)='Issuer']`;
  signature.computeSignature(xml, { prefix: 'ds', location: { reference: after, action: 'after' } });
  return signature.getSignedXml();
}

export type Sealing = { cipher?: string; transport?: string; flip?: boolean; secretFor?: string };

const encryption = 'http://www.w3.org/2001/04/xmlenc#';

const value = (bytes: Buffer) =>
  `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;

/** The content of an EncryptedAssertion, EncryptedID or EncryptedAttribute, for whoever has the key of a certificate. */
export function sealed(plain: string, certificate: string, how: Sealing = {}): string {
  const [secret, iv] = [randomBytes(32), randomBytes(12)];
  const key = {
    key: createPublicKey(certificate),
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: 'sha1',
  };
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  const text = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  if (how.flip) text[20] = (text[20] ?? 0) ^ 1;
  return (
    `<xenc:EncryptedData xmlns:xenc="${encryption}"><xenc:EncryptionMethod Algorithm="${how.cipher ?? 'http://www.w3.org/2009/xmlenc11#aes256-gcm'}"/>` +
    '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>' +
    `<xenc:EncryptionMethod Algorithm="${how.transport ?? `${encryption}rsa-oaep-mgf1p`}"/>` +
    `${value(publicEncrypt(key, secret))}</xenc:EncryptedKey></ds:KeyInfo>${value(text)}</xenc:EncryptedData>`
  );
}

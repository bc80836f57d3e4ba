import {
  constants,
  createDecipheriv,
  createHash,
  createPrivateKey,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { attributeOf, childrenOf, everyElement, textOf } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';

const encryption = 'http://www.w3.org/2001/04/xmlenc#';
const encryption11 = 'http://www.w3.org/2009/xmlenc11#';

/** Authenticated encryption alone: in any other mode, the answers to changed messages give the text away. */
type Cipher = { name: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm'; keyBytes: number };
const ciphers = new Map<string, Cipher>([
  [`${encryption11}aes128-gcm`, { name: 'aes-128-gcm', keyBytes: 16 }],
  [`${encryption11}aes192-gcm`, { name: 'aes-192-gcm', keyBytes: 24 }],
  [`${encryption11}aes256-gcm`, { name: 'aes-256-gcm', keyBytes: 32 }],
]);

const digests = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  [`${encryption}sha256`, 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  [`${encryption}sha512`, 'sha512'],
]);
const maskDigests = new Map(
  ['sha1', 'sha256', 'sha384', 'sha512'].map((name) => [`${encryption11}mgf1${name}`, name]),
);

/** A message may be encrypted for several receivers. */
const mostKeys = 5;

/**
 * The XML inside an EncryptedAssertion or EncryptedID: AES-GCM under a key that is transported by RSA-OAEP
 * (XML Encryption 1.1, sections 5.2.4 and 5.5.2). Every failure is the same refusal, so that nobody learns from it.
 * @throws LoginRefusal
 */
export function decryptElement(element: Element, privateKeys: readonly string[]): string {
  for (const key of privateKeys) {
    try {
      return decryptWith(createPrivateKey(key), element);
    } catch {
      // Meant for another of our keys, or for nobody.
    }
  }
  throw new LoginRefusal('refused', 'encryption', 'is not encrypted for us with AES-GCM and RSA-OAEP');
}

const named = (element: Element, name: string) =>
  childrenOf(element).filter((child) => child.localName === name && child.namespaceURI === encryption);

function only(element: Element, name: string): Element {
  const [first, ...more] = named(element, name);
  if (!first || more.length > 0) throw new Error(`there is not one ${name}`);
  return first;
}

const bytesOf = (holder: Element) =>
  Buffer.from(textOf(only(only(holder, 'CipherData'), 'CipherValue')), 'base64');

function decryptWith(privateKey: KeyObject, element: Element): string {
  const data = only(element, 'EncryptedData');
  const cipher = ciphers.get(attributeOf(only(data, 'EncryptionMethod'), 'Algorithm') ?? '');
  if (!cipher) throw new Error('another cipher');
  // Inside the data's KeyInfo, or beside the data.
  const keys = everyElement(element).filter(
    (each) => each.localName === 'EncryptedKey' && each.namespaceURI === encryption,
  );
  if (keys.length > mostKeys) throw new Error('too many keys');
  const sealed = bytesOf(data);
  for (const key of keys) {
    try {
      const secret = unwrap(privateKey, key);
      if (secret.length === cipher.keyBytes) return open(cipher.name, secret, sealed);
    } catch {
      // For another receiver.
    }
  }
  throw new Error('no key of ours');
}

function open(name: Cipher['name'], secret: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv(name, secret, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  return new TextDecoder('utf-8', { fatal: true }).decode(plain);
}

function unwrap(privateKey: KeyObject, encryptedKey: Element): Buffer {
  const method = only(encryptedKey, 'EncryptionMethod');
  const algorithm = attributeOf(method, 'Algorithm');
  const algorithmOf = (name: string) => {
    const child = childrenOf(method).find(({ localName }) => localName === name);
    return child && (attributeOf(child, 'Algorithm') ?? '');
  };
  if (childrenOf(method).some(({ localName }) => localName === 'OAEPparams')) throw new Error('a label');
  const [digestName, maskName] = [algorithmOf('DigestMethod'), algorithmOf('MGF')];
  const digest = digestName === undefined ? 'sha1' : digests.get(digestName);
  const fixed = algorithm === `${encryption}rsa-oaep-mgf1p`;
  if (!fixed && algorithm !== `${encryption11}rsa-oaep`) throw new Error('another key transport');
  const mask = fixed || maskName === undefined ? 'sha1' : maskDigests.get(maskName);
  if (!digest || !mask) throw new Error('another digest');
  return unpad(privateKey, bytesOf(encryptedKey), digest, mask);
}

/** RSAES-OAEP (RFC 8017, section 7.1.2) without a label. Node has it for equal digests only, XML for any two. */
function unpad(privateKey: KeyObject, sealed: Buffer, digest: string, mask: string): Buffer {
  if (digest === mask)
    return privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest },
      sealed,
    );
  const padded = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, sealed);
  const label = createHash(digest).digest();
  const seed = xor(
    padded.subarray(1, 1 + label.length),
    maskOf(padded.subarray(1 + label.length), label.length, mask),
  );
  const block = xor(padded.subarray(1 + label.length), maskOf(seed, padded.length - label.length - 1, mask));
  const end = block.indexOf(1, label.length);
  const zeros = block.subarray(label.length, end).every((byte) => byte === 0);
  if (padded[0] !== 0 || !block.subarray(0, label.length).equals(label) || end < 0 || !zeros)
    throw new Error('not padded');
  return block.subarray(end + 1);
}

const xor = (left: Buffer, right: Buffer) =>
  Buffer.from(left.map((byte, place) => byte ^ (right[place] ?? 0)));

/** MGF1 (RFC 8017, appendix B.2.1). */
function maskOf(seed: Buffer, length: number, digest: string): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; blocks.reduce((sum, block) => sum + block.length, 0) < length; counter += 1) {
    const place = Buffer.alloc(4);
    place.writeUInt32BE(counter);
    blocks.push(createHash(digest).update(seed).update(place).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

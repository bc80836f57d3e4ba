import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';

/** A private key (PKCS #8) and a certificate of it (X.509), both as PEM. */
export type KeyPair = { privateKey: string; certificate: string };

const generate = promisify(generateKeyPair);

/**
 * Makes an RSA key of 3,072 bits and a certificate that it has signed itself, valid for ten years. It takes a second or
 * two, beside everything else.
 */
export async function makeKeyPair(commonName: string): Promise<KeyPair> {
  const { privateKey } = await generate('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { privateKey, certificate: certify(privateKey, commonName) };
}

const years = 10;
const millisecondsOfYear = 365 * 24 * 60 * 60 * 1000;

/** RFC 5280, section 4.1, with nothing but what is required. */
function certify(privateKeyPem: string, commonName: string): string {
  const privateKey = createPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const now = Date.now();
  const name = sequence(set(sequence(objectIdentifier([0x55, 0x04, 0x03]), utf8(commonName))));
  const algorithm = sequence(
    objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]),
    element(0x05, Buffer.alloc(0)),
  );
  const certificate = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(new Date(now - 60 * 60 * 1000)), time(new Date(now + years * millisecondsOfYear))),
    name,
    publicKey,
  );
  const signature = element(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', certificate, privateKey)]));
  const base64 = sequence(certificate, algorithm, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
}

/** DER (X.690): a tag, the length of the content, the content. */
function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hexadecimal = length.toString(16);
  const bytes = Buffer.from(hexadecimal.padStart(hexadecimal.length + (hexadecimal.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

const sequence = (...content: Buffer[]) => element(0x30, Buffer.concat(content));
const set = (...content: Buffer[]) => element(0x31, Buffer.concat(content));
const integer = (bytes: Buffer) => element(0x02, bytes);
const objectIdentifier = (bytes: number[]) => element(0x06, Buffer.from(bytes));
const utf8 = (text: string) => element(0x0c, Buffer.from(text));

/** UTCTime, which stands for the years up to 2049. */
const time = (date: Date) =>
  element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));

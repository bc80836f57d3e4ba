import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { element, integer, objectIdentifier, sequence, set, utcTime, utf8 } from './der.ts';

/** A private key (PKCS #8) and a certificate of it (X.509), both as PEM. */
export type KeyPair = { privateKey: string; certificate: string };

const years = 10;
const millisecondsOfYear = 365 * 24 * 60 * 60 * 1000;
/** Whose clock is a little behind takes it, too. */
const earlier = 60 * 60 * 1000;

/** An RSA key and the certificate, valid from now for ten years, that it has signed itself. */
export const keyPairOf = (privateKey: KeyObject, commonName: string): KeyPair => ({
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  certificate: certify(privateKey, commonName),
});

/** RFC 5280, section 4.1, with nothing but what is required. */
function certify(privateKey: KeyObject, commonName: string): string {
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
    sequence(utcTime(new Date(now - earlier)), utcTime(new Date(now + years * millisecondsOfYear))),
    name,
    publicKey,
  );
  const signature = element(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', certificate, privateKey)]));
  const base64 = sequence(certificate, algorithm, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
}

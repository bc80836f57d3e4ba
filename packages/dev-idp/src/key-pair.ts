import { generateKeyPairSync } from 'node:crypto';
import { type KeyPair, keyPairOf } from '@mediecentral/certificate';

/** Makes an RSA key of 2,048 bits, which is soon done, and a certificate that it has signed itself. */
export function makeKeyPair(commonName = 'Development identity provider'): KeyPair {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keyPairOf(privateKey, commonName);
}

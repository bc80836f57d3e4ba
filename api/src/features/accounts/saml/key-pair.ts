import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { type KeyPair, keyPairOf } from '@mediecentral/certificate';

const generate = promisify(generateKeyPair);

/**
 * Makes an RSA key of 3,072 bits and a certificate that it has signed itself, valid for ten years. It takes a second or
 * two, beside everything else.
 */
export async function makeKeyPair(commonName: string): Promise<KeyPair> {
  const { privateKey } = await generate('rsa', { modulusLength: 3072 });
  return keyPairOf(privateKey, commonName);
}

import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { keyPairOf } from './certificate.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const certificateOf = (name: string) => new X509Certificate(keyPairOf(privateKey, name).certificate);

describe('a certificate', () => {
  it('is signed by the key that it is of, and valid now and for years', () => {
    const pair = keyPairOf(privateKey, 'Test');
    const certificate = new X509Certificate(pair.certificate);
    expect(certificate.checkPrivateKey(createPrivateKey(pair.privateKey))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe('CN=Test');
    expect(certificate.issuer).toBe('CN=Test');
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 9 * 365 * 24 * 60 * 60 * 1000);
  });

  it('has a name in any letters, and of any length that DER writes in another way', () => {
    const names = ['Mönsterås 🎬', 'a'.repeat(60), 'å'.repeat(100), 'n'.repeat(300)];
    const read = names.map((name) => certificateOf(name));
    expect(read.map(({ subject }) => subject)).toEqual(names.map((name) => `CN=${name}`));
    expect(read.every((certificate) => certificate.verify(certificate.publicKey))).toBe(true);
  });

  it('has a serial number of its own every time', () => {
    const numbers = [1, 2, 3].map(() => certificateOf('Test').serialNumber);
    expect(new Set(numbers).size).toBe(3);
  });
});

import { X509Certificate } from 'node:crypto';
import type { ManagedProvider, ProviderCertificate } from '@mediecentral/contracts';

/** What an administrator has to know of a certificate (PEM). */
export function showCertificate(pem: string, use: ProviderCertificate['use']): ProviderCertificate {
  const certificate = new X509Certificate(pem);
  return {
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: certificate.subject.replaceAll('\n', ', ').slice(0, 300),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: endOf(pem).toISOString(),
    use,
  };
}

const endOf = (pem: string) => new Date(new X509Certificate(pem).validTo);

/** Those whose time is not over. */
export const unexpired = (pems: readonly string[], now: Date): string[] =>
  pems.filter((pem) => endOf(pem) > now);

const month = 30 * 24 * 60 * 60_000;

/** By the signing certificate that lasts longest, and until when the metadata counts. */
export function lastingOf(
  certificates: readonly string[],
  validUntil: Date | undefined,
  now: Date,
): Exclude<ManagedProvider['state'], 'disabled'> {
  if (unexpired(certificates, now).length === 0 || (validUntil && validUntil <= now)) return 'expired';
  return unexpired(certificates, new Date(now.getTime() + month)).length === 0 ? 'expiring' : 'ok';
}

/** How many keys have come and gone; undefined when they are the same. */
export function keyChange(
  before: readonly string[],
  after: readonly string[],
): { added: number; removed: number } | undefined {
  const added = after.filter((pem) => !before.includes(pem)).length;
  const removed = before.filter((pem) => !after.includes(pem)).length;
  return added + removed > 0 ? { added, removed } : undefined;
}

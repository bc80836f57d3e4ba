import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { NameId } from './saml/assertion-claims.ts';

/** A provider's name of somebody as it is kept: found again by its hash, and read again by nobody but us. */
export type KeptName = { nameHash: string; sealedName: string };

const cipherName = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/**
 * What a provider's logout finds sessions by. The hash is keyed with the installation's secret: some providers call
 * people by their eduPersonPrincipalName, and a pupil's cannot be found by trying names.
 */
export const nameHashOf = (secret: string, providerEntityId: string, name: string): string =>
  createHmac('sha256', secret).update(`name\0${providerEntityId}\0${name}`).digest('base64url');

/** The name as a session keeps it until a logout that begins here has to repeat it. */
export function keepName(secret: string, providerEntityId: string, name: NameId): KeptName {
  const nameHash = nameHashOf(secret, providerEntityId, name.value);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, keyOf(secret), nonce).setAAD(Buffer.from(nameHash));
  const content = Buffer.concat([cipher.update(JSON.stringify(name), 'utf8'), cipher.final()]);
  const sealedName = Buffer.concat([nonce, content, cipher.getAuthTag()]).toString('base64url');
  return { nameHash, sealedName };
}

/** The name again; undefined when it was kept under another secret, or as another session's. */
export function readKeptName(secret: string, { nameHash, sealedName }: KeptName): NameId | undefined {
  const bytes = Buffer.from(sealedName, 'base64url');
  const decipher = createDecipheriv(cipherName, keyOf(secret), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(nameHash))
    .setAuthTag(bytes.subarray(-tagBytes));
  const content = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
  try {
    return JSON.parse(Buffer.concat([content, decipher.final()]).toString('utf8')) as NameId;
  } catch {
    return undefined;
  }
}

const keyOf = (secret: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'mediecentral name at provider', 32));

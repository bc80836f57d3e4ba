import { randomBytes } from 'node:crypto';

/** A random UUID, version 4, as MongoDB names collections. */
export function uuid(): Buffer {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}

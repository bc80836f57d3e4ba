import { createHash } from 'node:crypto';

/** An id of the database's form that is the same every time the demo centre is made. */
export const stableId = (kind: string, key: string): string =>
  createHash('sha256').update(`mediecentral demo ${kind} ${key}`).digest('hex').slice(0, 24);

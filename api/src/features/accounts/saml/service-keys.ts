import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyPair } from '@mediecentral/certificate';
import { z } from 'zod';
import { makeKeyPair } from './key-pair.ts';

/**
 * Our own keys. The first of each kind is the one in use; every one is published, and whatever a provider encrypted
 * for any of them can be read.
 */
export type ServiceKeys = { signing: readonly KeyPair[]; encryption: readonly KeyPair[] };

const keyPair = z.strictObject({ privateKey: z.string(), certificate: z.string() });
const serviceKeys = z.strictObject({
  signing: z.array(keyPair).min(1),
  encryption: z.array(keyPair).min(1),
});

const fileIn = (dataDirectory: string) => join(dataDirectory, 'saml-keys.json');

/**
 * The keys of this installation, made at the first call and kept in the data directory, readable for their owner only.
 * Nodes that share an address share this file.
 * @throws when the file cannot be read or is damaged: new keys in its place would shut everybody out
 */
export async function readServiceKeys(dataDirectory: string): Promise<ServiceKeys> {
  const kept = await keptKeys(dataDirectory);
  if (kept) return kept;
  // Once, however many ask at the first start.
  const making = underWay.get(dataDirectory) ?? makeFirstKeys(dataDirectory);
  underWay.set(dataDirectory, making);
  try {
    return await making;
  } finally {
    underWay.delete(dataDirectory);
  }
}

const underWay = new Map<string, Promise<ServiceKeys>>();

async function makeFirstKeys(dataDirectory: string): Promise<ServiceKeys> {
  const made = await newPairs();
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const own = `${fileIn(dataDirectory)}.${randomUUID()}`;
  await writeFile(own, JSON.stringify(made), { mode: 0o600 });
  try {
    // A link, unlike a rename, gives way to the file of whoever was first, and nobody ever reads half a file.
    await link(own, fileIn(dataDirectory));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(own);
  }
  return (await keptKeys(dataDirectory)) ?? made;
}

/**
 * One step of a change of keys, each of which providers have to read in our metadata before the next: `add` publishes
 * new keys beside the old, `use` signs with the new, `forget` drops the old.
 * @throws Error when it is not that step's turn
 */
export async function changeServiceKeys(
  dataDirectory: string,
  step: 'add' | 'use' | 'forget',
): Promise<ServiceKeys> {
  const keys = await readServiceKeys(dataDirectory);
  const two = keys.signing.length > 1;
  if (step === 'add' && two) throw new Error('New keys have been added already');
  if (step !== 'add' && !two) throw new Error('There are no other keys; add new ones first');
  const changed = await {
    add: async () => {
      const added = await newPairs();
      return {
        signing: [...keys.signing, ...added.signing],
        encryption: [...keys.encryption, ...added.encryption],
      };
    },
    use: () => ({ signing: keys.signing.toReversed(), encryption: keys.encryption.toReversed() }),
    forget: () => ({ signing: keys.signing.slice(0, 1), encryption: keys.encryption.slice(0, 1) }),
  }[step]();
  const file = fileIn(dataDirectory);
  await writeFile(`${file}.partial`, JSON.stringify(changed), { mode: 0o600 });
  await rename(`${file}.partial`, file);
  return changed;
}

async function newPairs(): Promise<ServiceKeys> {
  const [signing, encryption] = await Promise.all([
    makeKeyPair('Mediecentral signing'),
    makeKeyPair('Mediecentral encryption'),
  ]);
  return { signing: [signing], encryption: [encryption] };
}

async function keptKeys(dataDirectory: string): Promise<ServiceKeys | undefined> {
  try {
    return serviceKeys.parse(JSON.parse(await readFile(fileIn(dataDirectory), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error('The file saml-keys.json in the data directory cannot be read', { cause: error });
  }
}

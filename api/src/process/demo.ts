import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeyPair, makeKeyPair, type Person, spawnDevelopmentProvider } from '@mediecentral/dev-idp';
import { ensureDemoCentre } from '../demo/index.ts';
import { demoMunicipalities } from '../demo/organisation/municipalities.ts';
import { type DemoPerson, demoPeople, mailOf } from '../demo/people.ts';
import type { Services } from '../platform/services.ts';
import {
  claimsOf,
  type DevelopmentEntry,
  developmentPrincipal,
  developmentProviderKey,
  registerDevelopmentProvider,
} from './development-provider.ts';

export type Demo = {
  people: { displayName: string; role: string; place: string; entry: string }[];
  stop(): Promise<void>;
};

/**
 * Fills the demo centre and starts the development identity provider, in a process of its own on this machine alone.
 * @throws in production, where nobody logs in without a password
 */
export async function openDemo(services: Services): Promise<Demo> {
  const { config } = services;
  if (config.production) throw new Error('There is no demo in production');
  // Both wait most of the time, one for the disk and one for a process to start.
  const [filled, started] = await Promise.allSettled([ensureDemoCentre(services), startProvider(services)]);
  if (started.status === 'rejected') throw started.reason;
  const provider = started.value;
  if (filled.status === 'rejected') {
    await provider.stop();
    throw filled.reason;
  }
  return {
    people: demoPeople.map(({ displayName, role, place, municipalityCode }) => ({
      displayName,
      role,
      place,
      entry: entries.find((entry) => entry.municipalityCode === municipalityCode)?.name ?? '',
    })),
    stop: () => provider.stop(),
  };
}

async function startProvider(services: Services): ReturnType<typeof spawnDevelopmentProvider> {
  const { config } = services;
  const keys = await keptKeys(config.dataDirectory);
  const provider = await spawnDevelopmentProvider({
    keys,
    serviceProvider: {
      entityId: config.saml.entityId ?? `${config.publicUrl}/saml/metadata`,
      assertionConsumerService: `${config.publicUrl}/saml/acs`,
    },
    people: demoPeople.map(providerPerson),
    // The same site as the application's address, so that its cookies come along with the answer.
    hostName: new URL(config.publicUrl).hostname === '127.0.0.1' ? '127.0.0.1' : 'localhost',
  });
  try {
    for (const entry of entries)
      await registerDevelopmentProvider(services, { ...provider, certificate: keys.certificate }, entry);
  } catch (error) {
    await provider.stop();
    throw error;
  }
  return provider;
}

/** The picker: every municipality, and the centre for those who work there. */
const entries: readonly DevelopmentEntry[] = [
  { key: developmentProviderKey, name: 'AV-Media Kalmar län' },
  ...demoMunicipalities.map(({ code, name }) => ({
    key: name
      .normalize('NFD')
      .replaceAll(/\p{Mark}/gu, '')
      .toLowerCase(),
    name,
    municipalityCode: code,
  })),
];

function providerPerson(person: DemoPerson): Person {
  const { key, displayName, role, title, place, schoolUnitCodes, municipalityCode } = person;
  const [givenName = '', ...surname] = displayName.split(' ');
  return {
    key,
    ...(municipalityCode ? { entry: municipalityCode } : {}),
    givenName,
    surname: surname.join(' '),
    eppn: developmentPrincipal(key, municipalityCode).eppn,
    mail: mailOf(key),
    description: `${title}, ${place}`,
    ...claimsOf(role),
    schoolUnitCodes,
  };
}

/** The provider's key, made at the first start and readable for its owner only. */
async function keptKeys(dataDirectory: string): Promise<KeyPair> {
  const file = join(dataDirectory, 'development-provider-key.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as KeyPair;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const keys = makeKeyPair();
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.partial`, JSON.stringify(keys), { mode: 0o600 });
  await rename(`${file}.partial`, file);
  return keys;
}

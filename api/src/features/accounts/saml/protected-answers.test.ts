import { createVerify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attackedApp } from '../../../testing/attacked-app.ts';
import { attack, refused, sealedFor } from '../../../testing/saml-attack.ts';
import { openBrowser } from '../../../testing/login-in-steps.ts';
import { ProviderModel } from '../provider.model.ts';
import { changeServiceKeys, readServiceKeys } from './service-keys.ts';

const attacked = attackedApp();

const expecting = async (options: object) => {
  const fields = Object.entries(options).map(([name, value]) => [`options.${name}`, value as unknown]);
  await ProviderModel.updateOne({ _id: 'kalmar' }, { $set: Object.fromEntries(fields) as object });
};
const ours = () => readServiceKeys(attacked.app.services.config.dataDirectory);

describe('what a provider has to sign and encrypt', () => {
  afterEach(() => expecting({ signed: 'either', requireEncryption: false }));

  it.each([
    ['assertion', 'response'],
    ['response', 'assertion'],
    ['both', 'assertion'],
    ['both', 'response'],
  ] as const)('is refused when it has to sign %s and signs the %s', async (signed, done) => {
    await expecting({ signed });
    expect(await attack(attacked.app, attacked.kalmar, (genuine) => genuine[done])).toEqual(
      refused('refused', 'signature'),
    );
    expect(await attack(attacked.app, attacked.kalmar, ({ both }) => both)).toMatchObject({ loggedIn: true });
  });

  it('is not let in unencrypted where encryption is asked for', async () => {
    await expecting({ requireEncryption: true });
    const certificate = (await ours()).encryption[0]?.certificate ?? '';
    expect(await attack(attacked.app, attacked.kalmar, ({ assertion }) => assertion)).toEqual(
      refused('refused', 'encryption'),
    );
    const sealing = await attack(attacked.app, attacked.kalmar, ({ assertion }) =>
      sealedFor(certificate, assertion),
    );
    expect(sealing.loggedIn).toBe(true);
  });

  it('is refused in the same words whatever is wrong with the encryption', async () => {
    const certificate = (await ours()).encryption[0]?.certificate ?? '';
    const before = attacked.app.warnings.length;
    await attack(attacked.app, attacked.kalmar, ({ assertion, keys }) =>
      sealedFor(keys.certificate, assertion),
    );
    await attack(attacked.app, attacked.kalmar, ({ assertion }) =>
      sealedFor(certificate, assertion).replace('aes256-gcm', 'aes256-cbc'),
    );
    expect(new Set(attacked.app.warnings.slice(before).map(({ reason }) => reason)).size).toBe(1);
  });
});

const metadata = async () => (await openBrowser(attacked.app).get('/saml/metadata')).text;
const read = async (certificate: string) =>
  (await attack(attacked.app, attacked.kalmar, ({ assertion }) => sealedFor(certificate, assertion)))
    .loggedIn;

const published = async (use: string) =>
  [...(await metadata()).matchAll(new RegExp(`use="${use}".*?X509Certificate>([^<]+)`, 'gs'))].map(
    ([, base64 = '']) => new X509Certificate(Buffer.from(base64, 'base64')),
  );

/** Which of the published certificates has made the signature of a request of ours. */
async function signedBy(): Promise<number> {
  const start = await openBrowser(attacked.app).get('/saml/login').query({ idp: 'kalmar' });
  const [signed = '', signature = ''] = new URL(start.headers.location as string).search
    .slice(1)
    .split('&Signature=');
  return (await published('signing')).findIndex(({ publicKey }) =>
    createVerify('sha256').update(signed).verify(publicKey, decodeURIComponent(signature), 'base64'),
  );
}

describe('our own keys', () => {
  it('change step by step: nobody is shut out who has read the metadata of the step before', async () => {
    const { dataDirectory } = attacked.app.services.config;
    const old = (await published('encryption'))[0]?.toString() ?? '';
    expect(await signedBy()).toBe(0);
    await changeServiceKeys(dataDirectory, 'add');
    const added = (await published('encryption'))[1]?.toString() ?? '';
    // Requests are signed with what everybody knows; what is encrypted for either is read.
    expect([await signedBy(), await read(old), await read(added)]).toEqual([0, true, true]);
    await expect(changeServiceKeys(dataDirectory, 'add')).rejects.toThrow(/already/);
    const before = (await published('signing'))[1]?.fingerprint256;
    await changeServiceKeys(dataDirectory, 'use');
    expect((await published('signing'))[0]?.fingerprint256).toBe(before);
    expect([await signedBy(), await read(old), await read(added)]).toEqual([0, true, true]);
    await changeServiceKeys(dataDirectory, 'forget');
    expect(await published('encryption')).toHaveLength(1);
    expect([await signedBy(), await read(old), await read(added)]).toEqual([0, false, true]);
    await expect(changeServiceKeys(dataDirectory, 'forget')).rejects.toThrow(/no other keys/);
  });

  it('are made once at the first start, however many ask, and nobody else waits meanwhile', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mediecentral-keys-'));
    let others = 0;
    const timer = setInterval(() => void (others += 1), 1);
    const [made, ...same] = await Promise.all(Array.from({ length: 5 }, () => readServiceKeys(directory)));
    clearInterval(timer);
    expect(same.every((keys) => keys === made)).toBe(true);
    expect(await readServiceKeys(directory)).toEqual(made);
    expect(others).toBeGreaterThan(5);
    await rm(directory, { recursive: true });
  });
});

import { X509Certificate, createPrivateKey } from 'node:crypto';
import { makeKeyPair } from './certificate.ts';
import type { Person } from './person.ts';
import { type DevelopmentProvider, startDevelopmentProvider } from './server.ts';

const serviceProvider = { entityId: 'urn:app', assertionConsumerService: 'http://localhost:3000/saml/acs' };
const person: Person = {
  key: 'maja',
  givenName: 'Maja <b>',
  surname: 'Lindqvist & "Co"',
  eppn: 'maja@development.invalid',
  description: 'Lärare',
  affiliations: [],
  schoolUnitCodes: [],
};

let provider: DevelopmentProvider;
const keys = makeKeyPair('Test');
beforeAll(async () => {
  provider = await startDevelopmentProvider({ keys, serviceProvider, people: [person] });
});
afterAll(() => provider.close());

describe('the key pair', () => {
  it('is a certificate that the key has signed, valid now and for years', () => {
    const certificate = new X509Certificate(keys.certificate);
    expect(certificate.checkPrivateKey(createPrivateKey(keys.privateKey))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe('CN=Test');
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 9 * 365 * 24 * 60 * 60 * 1000);
  });

  it('is another one every time', () => {
    expect(makeKeyPair().certificate).not.toBe(makeKeyPair().certificate);
  });
});

describe('the development provider', () => {
  it('listens on this machine alone', async () => {
    expect(new URL(provider.ssoUrl).hostname).toBe('localhost');
    await expect(
      startDevelopmentProvider({ keys, serviceProvider, people: [], hostName: 'provider.example.org' }),
    ).rejects.toThrow(/loopback/);
  });

  it('answers no request but those of its application', async () => {
    expect((await fetch(provider.ssoUrl)).status).toBe(400);
    expect((await fetch(`${provider.ssoUrl}?SAMLRequest=nonsense`)).status).toBe(400);
    const choice = await fetch(new URL('/choose', provider.ssoUrl), {
      method: 'POST',
      body: new URLSearchParams({ person: 'maja', SAMLRequest: 'nonsense' }),
    });
    expect(choice.status).toBe(400);
    expect(await choice.text()).not.toContain('SAMLResponse');
  });

  it('lets its pages post to the application and to nowhere else', async () => {
    const policy = (await fetch(provider.ssoUrl)).headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' http://localhost:3000;");
    expect(policy).toContain("script-src 'self'");
  });
});

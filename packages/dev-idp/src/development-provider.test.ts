import { makeKeyPair } from './key-pair.ts';
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

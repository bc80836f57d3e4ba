import { startDevelopmentProvider, spawnDevelopmentProvider, makeKeyPair } from '@mediecentral/dev-idp';
import supertest from 'supertest';
import { createApp } from '../../app.ts';
import { readConfig } from '../../platform/config.ts';
import type { Services } from '../../platform/services.ts';
import { developmentProviderKey, registerDevelopmentProvider } from '../../process/development-provider.ts';
import { openDemo } from '../../process/demo.ts';
import { askProvider, cookiesOf, openBrowser, postAnswer, refusalAt } from '../../testing/login-in-steps.ts';
import type { TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { ProviderModel } from './provider.model.ts';

const environment = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a secret that is long enough for tests',
  // The address of the development application, so that nothing but production itself can be the reason.
  PUBLIC_URL: 'http://localhost:3000',
};

let app: TestApp;
/** The same database, secret and address, in production: as if a development database had been copied there. */
let production: { services: Services; express: ReturnType<typeof createApp>['express'] };
beforeAll(async () => {
  app = await openTestApp();
  const services = { ...app.services, config: readConfig(environment) };
  production = { services, express: createApp(services).express };
});
afterAll(() => app.close());

const provider = {
  keys: makeKeyPair(),
  people: [],
  serviceProvider: { entityId: 'a', assertionConsumerService: 'http://a/' },
};

describe('in production the development provider', () => {
  it('cannot be switched on by a setting', () => {
    expect(() => readConfig({ ...environment, DEMO: 'true' })).toThrow(/DEMO/);
    expect(readConfig(environment).demo).toBe(false);
  });

  it('is not started with the demo', async () => {
    await expect(openDemo(production.services)).rejects.toThrow(/production/);
  });

  it('does not run, in the process or in one of its own', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(startDevelopmentProvider(provider)).rejects.toThrow(/production/);
      await expect(spawnDevelopmentProvider(provider)).rejects.toThrow(/production/);
    } finally {
      process.env.NODE_ENV = before;
    }
  });

  it('is not taken up, by its mark or by its scope', async () => {
    const running = await app.provider();
    await expect(registerDevelopmentProvider(production.services, running)).rejects.toThrow(/production/);
  });

  it('is neither shown nor led to when it stands in the database', async () => {
    await app.provider();
    const list = await supertest(production.express).get('/api/identity-providers');
    expect(list.body).toEqual({ items: [], total: 0 });
    const start = await supertest(production.express)
      .get('/saml/login')
      .query({ idp: developmentProviderKey });
    const page = new URL(start.headers.location as string, environment.PUBLIC_URL);
    expect(refusalAt(app, page)).toEqual({ failure: 'unknown_provider', check: 'development_provider' });
  });

  it('cannot finish a login that began before', async () => {
    const browser = openBrowser(app);
    const answer = await askProvider(app, browser);
    const inProduction = await supertest(production.express)
      .post('/saml/acs')
      .set('Cookie', cookiesOf(browser))
      .type('form')
      .send(answer);
    const page = new URL(inProduction.headers.location as string, environment.PUBLIC_URL);
    expect(refusalAt(app, page)).toEqual({ failure: 'unknown_provider', check: 'development_provider' });
  });

  it('has no people, even with a session from before', async () => {
    const browser = openBrowser(app);
    await postAnswer(browser, await askProvider(app, browser, { role: 'admin' }));
    const cookie = cookiesOf(browser);
    expect((await supertest(app.express).get('/api/me').set('Cookie', cookie)).status).toBe(200);
    expect((await supertest(production.express).get('/api/me').set('Cookie', cookie)).status).toBe(401);
  });

  it('speaks for nobody when its mark has been taken away', async () => {
    await app.provider();
    await ProviderModel.updateOne({ _id: developmentProviderKey }, { $set: { development: false } });
    const inProduction = supertest.agent(production.express);
    const page = await postAnswer(inProduction, await askProvider(app, inProduction));
    expect(refusalAt(app, page)).toEqual({ failure: 'wrong_scope', check: 'eppn' });
  });
});

describe('over HTTPS', () => {
  it('the login’s cookie comes along with the provider’s answer from another site, and leaves nothing to scripts', async () => {
    const config = readConfig({ ...environment, NODE_ENV: 'test', PUBLIC_URL: 'https://av.example.org' });
    await app.provider();
    const { express } = createApp({ ...app.services, config });
    const start = await supertest(express).get('/saml/login').query({ idp: developmentProviderKey });
    expect(String(start.headers['set-cookie'])).toMatch(
      /^__Secure-login=[\w-]{32}; Max-Age=600; Path=\/saml; Expires=[^;]+; HttpOnly; Secure; SameSite=None$/,
    );
  });
});

import { type Person, walkThroughProvider } from '@mediecentral/dev-idp';
import supertest from 'supertest';
import { developmentProviderKey } from '../process/development-provider.ts';
import { personOf, type TestApp, type Who } from './sign-in.ts';

export type Browser = ReturnType<typeof supertest.agent>;

/** The answer that the provider's page would post, still in the hands of the test. */
export type Answer = { SAMLResponse: string };

export const openBrowser = (app: TestApp): Browser => supertest.agent(app.express);

/** All cookies that a browser has for the application, as a `Cookie` header: what somebody who stole them would send. */
export const cookiesOf = (browser: Browser): string =>
  browser.jar
    .getCookies({ domain: '127.0.0.1', path: '/saml', secure: false, script: false })
    .toValueString();

/** The first half of a login: through the application to the provider, where somebody is chosen. */
export async function askProvider(
  app: TestApp,
  browser: Browser,
  who: Who | Person = { role: 'teacher' },
  returnTo = '/',
  idp = developmentProviderKey,
): Promise<Answer> {
  const provider = await app.provider();
  const person = 'key' in who ? who : personOf(who);
  provider.addPerson(person);
  const start = await browser.get('/saml/login').query({ idp, returnTo });
  const { location = '' } = start.headers as { location?: string };
  const { fields } = await walkThroughProvider(location, person.key);
  return { SAMLResponse: fields.SAMLResponse ?? '' };
}

/** The second half: the browser posts the answer. @returns where it is sent */
export async function postAnswer(browser: Browser, answer: Record<string, unknown>): Promise<URL> {
  const response = await browser.post('/saml/acs').type('form').send(answer);
  const { location } = response.headers as { location?: string };
  if (!location) throw new Error(`no redirect but ${response.status}: ${response.text}`);
  return new URL(location, 'http://localhost:3000');
}

/** Why the last login was refused: what the person is told, and the check that stands in the log under that number. */
export function refusalAt(app: TestApp, page: URL): { failure: string | null; check: unknown } {
  const number = page.searchParams.get('nummer');
  const line = app.warnings.find(({ requestId }) => requestId === number);
  return { failure: page.searchParams.get('fel'), check: line?.check };
}

export { developmentScope } from '@mediecentral/dev-idp';

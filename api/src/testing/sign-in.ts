import { randomUUID } from 'node:crypto';
import type { Account, Role } from '@mediecentral/contracts';
import { developmentScope, type Person as ProviderPerson, walkThroughProvider } from '@mediecentral/dev-idp';
import supertest, { type Response } from 'supertest';
import { claimsOf, developmentProviderKey } from '../process/development-provider.ts';
import { SessionModel } from '../platform/session.model.ts';
import type { openTestApp } from './test-app.ts';

export type TestApp = Awaited<ReturnType<typeof openTestApp>>;

/** Somebody in front of a browser; whoever is logged in sends the session's token with every change. */
export type Visitor = {
  get(path: string, query?: Record<string, string | number | boolean>): Promise<Response>;
  /** As `get`, with the body as the bytes that came. */
  download(path: string, query?: Record<string, string>): Promise<Response & { body: Buffer }>;
  post(path: string, body?: object): Promise<Response>;
  put(path: string, body?: object): Promise<Response>;
  delete(path: string): Promise<Response>;
};

export type Person = Visitor & { account: Account };

export type Who = { role: Role; eppn?: string; displayName?: string; schoolUnitCodes?: string[] };

type Agent = ReturnType<typeof supertest.agent>;

/**
 * Logs somebody in through the development provider, by real SAML. Without an `eppn` it is somebody new; the school
 * units have to be there before the login for the account to have them.
 */
export async function signIn(app: TestApp, who: Who): Promise<Person> {
  const person = personOf(who);
  const provider = await app.provider();
  provider.addPerson(person);
  const agent = supertest.agent(app.express);
  const start = await agent.get('/saml/login').query({ idp: developmentProviderKey });
  const { fields } = await walkThroughProvider(locationOf(start), person.key);
  const end = await agent.post('/saml/acs').type('form').send(fields);
  const me = await agent.get('/api/me');
  if (me.status !== 200) throw new Error(`could not sign in: ${locationOf(end)}, ${JSON.stringify(me.body)}`);
  const { account, csrfToken } = me.body as { account: Account; csrfToken: string };
  await keepOpen(account.id);
  return { account, ...visitorWith(agent, { 'X-CSRF-Token': csrfToken }) };
}

/** Tests move the clock by weeks, and the person with it. What sessions do by themselves is tested with browsers. */
async function keepOpen(accountId: string): Promise<void> {
  const never = new Date('9999-12-31T00:00:00Z');
  await SessionModel.updateMany({ accountId }, { longestUntil: never, expiresAt: never, lastUsedAt: never });
}

/** Somebody who has not logged in. */
export const nobody = (app: TestApp): Visitor => visitorWith(supertest.agent(app.express), {});

/** What the development provider says of somebody with a role. */
export function personOf({
  role,
  eppn,
  displayName = 'Maja Lindqvist',
  schoolUnitCodes = [],
}: Who): ProviderPerson {
  const key = eppn ?? `${role}-${randomUUID().slice(0, 8)}@${developmentScope}`;
  const [givenName = '', ...surname] = displayName.split(' ');
  return {
    key,
    eppn: key,
    givenName,
    surname: surname.join(' '),
    mail: key.replace(developmentScope, 'example.org'),
    description: role,
    ...claimsOf(role),
    schoolUnitCodes,
  };
}

function visitorWith(agent: Agent, changeHeaders: Record<string, string>): Visitor {
  return {
    get: async (path, query = {}) => agent.get(path).query(query),
    download: async (path, query = {}) => agent.get(path).query(query).responseType('blob'),
    post: async (path, body) => agent.post(path).set(changeHeaders).send(body),
    put: async (path, body) => agent.put(path).set(changeHeaders).send(body),
    delete: async (path) => agent.delete(path).set(changeHeaders),
  };
}

function locationOf(response: Response): string {
  const { location } = response.headers as { location?: string };
  if (!location) throw new Error(`no redirect but ${response.status}: ${response.text}`);
  return location;
}

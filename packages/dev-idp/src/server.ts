import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeyPair } from '@mediecentral/certificate';
import express from 'express';
import { choicePage, postingPage, refusalPage, submitScript } from './pages.ts';
import type { Person } from './person.ts';
import {
  answerLoginRequest,
  readLoginRequest,
  type ResponseOptions,
  type ServiceProvider,
} from './saml-response.ts';

export type DevelopmentProviderOptions = {
  keys: KeyPair;
  serviceProvider: ServiceProvider;
  people: readonly Person[];
  /** 0 or absent: any that is free. */
  port?: number;
  /** The name in the provider's addresses, which has to lead to this machine. Default `localhost`. */
  hostName?: string;
  /** The time that assertions are issued at. */
  now?: () => Date;
};

export type DevelopmentProvider = {
  entityId: string;
  ssoUrl: string;
  certificate: string;
  /** Adds somebody to choose. */
  addPerson(person: Person): void;
  close(): Promise<void>;
};

export const developmentEntityId = 'urn:mediecentral:development-provider';

/**
 * The provider as one of its entries: an identity provider of its own to the application, with an entity id of its own
 * and people of its own, in the same process and with the same key.
 */
export const entryOf = (
  { entityId, ssoUrl }: { entityId: string; ssoUrl: string },
  entry: string | undefined,
) => (entry ? { entityId: `${entityId}:${entry}`, ssoUrl: `${ssoUrl}/${entry}` } : { entityId, ssoUrl });

const loopbackNames = new Set(['localhost', '127.0.0.1']);

/**
 * A SAML 2.0 identity provider for a machine without one: no passwords, only a list of people. It listens on this
 * machine's loopback address and nowhere else.
 * @throws in production, and for a host name that is not this machine's
 */
export async function startDevelopmentProvider(
  options: DevelopmentProviderOptions,
): Promise<DevelopmentProvider> {
  refuseInProduction(process.env);
  const { hostName = 'localhost', keys, now = () => new Date(), serviceProvider } = options;
  if (!loopbackNames.has(hostName)) throw new Error(`${hostName} is not this machine's loopback address`);
  const people = new Map(options.people.map((person) => [person.key, person]));

  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const ssoUrl = `http://${hostName}:${port}/sso`;
  serve(app, people, {
    entityId: developmentEntityId,
    ssoUrl,
    keys,
    serviceProvider,
    now,
  });
  return {
    entityId: developmentEntityId,
    ssoUrl,
    certificate: keys.certificate,
    addPerson: (person) => void people.set(person.key, person),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @throws where `NODE_ENV` says production: nobody logs in without a password there */
export function refuseInProduction(environment: NodeJS.ProcessEnv): void {
  if (environment.NODE_ENV === 'production')
    throw new Error('The development identity provider does not run in production');
}

function serve(app: express.Express, people: ReadonlyMap<string, Person>, response: ResponseOptions): void {
  const consumer = response.serviceProvider.assertionConsumerService;
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use((_request, answer, next) => {
    answer.setHeader('Cache-Control', 'no-store');
    answer.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; form-action 'self' ${new URL(consumer).origin}; frame-ancestors 'none'`,
    );
    next();
  });
  const listedAt = (entry: string) => [...people.values()].filter((person) => (person.entry ?? '') === entry);
  app.get(['/sso', '/sso/:entry'], async (request, answer) => {
    const entry = textOf(request.params.entry);
    const samlRequest = textOf(request.query.SAMLRequest);
    const relayState = textOf(request.query.RelayState);
    const known = await readLoginRequest(samlRequest, response).catch(() => undefined);
    const fields = { SAMLRequest: samlRequest, RelayState: relayState, entry };
    answer.status(known ? 200 : 400).send(known ? choicePage(listedAt(entry), fields) : refusalPage());
  });
  app.post('/choose', express.urlencoded({ extended: false }), async (request, answer) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const entry = textOf(body.entry);
    const person = listedAt(entry).find(({ key }) => key === textOf(body.person));
    const loginRequest = await readLoginRequest(textOf(body.SAMLRequest), response).catch(() => undefined);
    if (!person || !loginRequest) {
      answer.status(400).send(refusalPage());
      return;
    }
    const relayState = textOf(body.RelayState);
    const { entityId } = entryOf(response, entry);
    const samlResponse = await answerLoginRequest(loginRequest.id, person, { ...response, entityId });
    answer.send(
      postingPage(consumer, {
        SAMLResponse: samlResponse,
        ...(relayState ? { RelayState: relayState } : {}),
      }),
    );
  });
  app.get('/submit.js', (_request, answer) => void answer.type('text/javascript').send(submitScript));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

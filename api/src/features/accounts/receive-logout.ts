import { randomBytes } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { deleteSessionsAtProvider } from '../../platform/session.repository.ts';
import { consumeAssertion } from './login-attempt.repository.ts';
import { nameHashOf } from './name-at-provider.ts';
import type { Provider } from './provider.model.ts';
import { findProviderOfEntity } from './provider.repository.ts';
import { decodeMessage } from './saml/decode-message.ts';
import { parseXml, rootOf } from './saml/elements.ts';
import { LoginRefusal } from './saml/login-refusal.ts';
import {
  issuerOf,
  logoutElement,
  type LogoutRequest,
  logoutRequestOf,
  requireForUs,
} from './saml/logout-message.ts';
import { readRedirectMessage, requireRedirectSignature } from './saml/redirect-message.ts';
import { readServiceKeys } from './saml/service-keys.ts';
import { samlFor, serviceAddresses } from './saml/service-provider.ts';
import { verifiedContent } from './saml/verify-signature.ts';
import { providerFor } from './start-login.ts';

export type LogoutMessage =
  { binding: 'redirect'; query: string } | { binding: 'post'; fields: Record<string, unknown> };

/** Longer than a message may be under way, so that none is taken twice. */
const remembered = 30 * 60_000;
const home = '/';

/**
 * Takes a logout message from a provider: a signed request ends that person's sessions here, on every node at once; a
 * response ends a logout that began here. @returns where the browser goes next
 * @throws LoginRefusal for an unsigned message and at the first other check that fails
 */
export async function receiveLogout(services: Services, message: LogoutMessage): Promise<string> {
  const { provider, element, relayState, kind } = await verifiedMessage(services, message);
  try {
    requireForUs(element, serviceAddresses(services.config).logout, clock.now());
    if (kind === 'LogoutResponse') return home;
    const keys = await readServiceKeys(services.config.dataDirectory);
    const request = logoutRequestOf(
      element,
      keys.encryption.map(({ privateKey }) => privateKey),
    );
    await endSessions(services.secret, provider, request);
    return await answerTo(services, provider, request, relayState);
  } catch (error) {
    if (error instanceof LoginRefusal) error.provider = provider.key;
    throw error;
  }
}

async function verifiedMessage({ config }: Services, message: LogoutMessage) {
  const redirect = message.binding === 'redirect' ? readRedirectMessage(message.query) : undefined;
  const fields = message.binding === 'post' ? message.fields : {};
  const xml = redirect?.xml ?? decodeMessage(fields.SAMLRequest ?? fields.SAMLResponse);
  const { element, kind } = logoutElement(xml);
  // Whoever the message says it is from: its signature has to be by that provider's key.
  const named = await findProviderOfEntity(issuerOf(element));
  if (!named) throw new LoginRefusal('unknown_provider', 'issuer', 'is from no provider of ours');
  // One that has been switched off may still end sessions that it has opened.
  const { production } = config;
  const provider = await providerFor(named.key, { production, now: clock.now(), test: true });
  if (redirect) requireRedirectSignature(redirect, provider.certificates);
  const relayState = redirect ? redirect.relayState : fields.RelayState;
  return {
    provider,
    kind,
    element: redirect ? element : signedElement(xml, element, provider),
    relayState: typeof relayState === 'string' ? relayState : undefined,
  };
}

function signedElement(xml: string, element: Element, provider: Provider): Element {
  const content = verifiedContent(xml, element, provider.certificates);
  if (content === undefined) throw new LoginRefusal('refused', 'signature', 'is not signed by the provider');
  return rootOf(parseXml(content));
}

async function endSessions(
  secret: string,
  { key, entityId }: Provider,
  request: LogoutRequest,
): Promise<void> {
  const expiresAt = new Date(clock.now().getTime() + remembered);
  if (!(await consumeAssertion(entityId, `logout ${request.id}`, expiresAt)))
    throw new LoginRefusal('refused', 'replay', 'the request has been used before');
  const login = { providerKey: key, nameHash: nameHashOf(secret, entityId, request.nameId.value) };
  if (request.sessionIndexes.length === 0) await deleteSessionsAtProvider(login);
  for (const sessionIndex of request.sessionIndexes.slice(0, 50))
    await deleteSessionsAtProvider({ ...login, sessionIndex });
}

/** The provider waits for a signed answer, where it has an address for one. */
async function answerTo(
  { config }: Services,
  provider: Provider,
  request: LogoutRequest,
  relayState: string | undefined,
): Promise<string> {
  if (!provider.logout) return home;
  const keys = await readServiceKeys(config.dataDirectory);
  const { responseUrl } = provider.logout;
  const to = { ...provider, logout: { requestUrl: responseUrl, responseUrl } };
  const saml = samlFor(config, to, `_${randomBytes(20).toString('hex')}`, keys);
  const answered = {
    ID: request.id,
    issuer: provider.entityId,
    nameID: request.nameId.value,
    nameIDFormat: '',
  };
  return saml.getLogoutResponseUrlAsync(answered, relayState ?? '', {}, true);
}

import type { Element } from '@xmldom/xmldom';
import type { Config } from '../../../platform/config.ts';
import type { Provider } from '../provider.model.ts';
import { type Claims, requireClaims } from './assertion-claims.ts';
import { type Attributes, attributesOf, type ReceivedAttribute, receivedAttributesOf } from './attributes.ts';
import { decodeMessage } from './decode-message.ts';
import { childrenNamed, everyElement, isNamed, parseXml, rootOf } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';
import { openElement, openInside, type Placed } from './open-element.ts';
import { requirePlainXml } from './plain-xml.ts';
import {
  requestAnsweredBy,
  requireDestination,
  requireIssuer,
  requireRecent,
  requireSuccess,
} from './response-envelope.ts';
import { requireOneAssertion, requireSoundSignatures, requireUniqueIds } from './response-shape.ts';
import type { ServiceKeys } from './service-keys.ts';
import { serviceAddresses } from './service-provider.ts';
import { signatureOf, verifiedContent } from './verify-signature.ts';

export type ReceivedResponse = { xml: string; element: Element; requestId: string };

/** How an answer was protected. */
export type Protection = { response: boolean; assertion: boolean; encrypted: boolean };

export type ReadAssertion = {
  claims: Claims;
  attributes: Attributes;
  /** Everything that was said of the person, for a test login. */
  received: ReceivedAttribute[];
  protection: Protection;
};

/** What can be said of a message before anything in it is believed. @throws LoginRefusal */
export function receiveResponse(encoded: unknown, config: Config): ReceivedResponse {
  const xml = decodeMessage(encoded);
  requirePlainXml(xml);
  const element = rootOf(parseXml(xml));
  requireOneAssertion(element);
  requireUniqueIds(element);
  requireSoundSignatures(element);
  requireDestination(element, serviceAddresses(config).consumer);
  return { xml, element, requestId: requestAnsweredBy(element) };
}

/** Verifies the message with the provider's keys and reads the verified assertion, and nothing else. @throws LoginRefusal */
export function readAssertion(
  { xml, element, requestId }: ReceivedResponse,
  { provider, config, keys, now }: { provider: Provider; config: Config; keys: ServiceKeys; now: Date },
): ReadAssertion {
  requireIssuer(element, provider.entityId);
  requireRecent(element, now);
  requireSuccess(element);
  const privateKeys = keys.encryption.map(({ privateKey }) => privateKey);
  const { assertion, protection } = verifiedAssertion({ xml, element }, provider, privateKeys);
  openInside(assertion, privateKeys);
  const { entityId: serviceEntityId, consumer } = serviceAddresses(config);
  const claims = requireClaims(assertion, {
    providerEntityId: provider.entityId,
    serviceEntityId,
    consumer,
    requestId,
    now,
  });
  return {
    claims,
    attributes: attributesOf(assertion),
    received: receivedAttributesOf(assertion),
    protection,
  };
}

/**
 * Whatever is signed has to be signed by the provider. The assertion's own signature is held against the message as it
 * came, since the canonical form of the Response around it leaves out namespaces that it may cover; without one, the
 * assertion is read from what the Response's signature has verified.
 */
function verifiedAssertion(
  received: Placed,
  provider: Provider,
  privateKeys: readonly string[],
): { assertion: Element; protection: Protection } {
  const response = verified(received, provider);
  const came = assertionIn(received, privateKeys);
  const assertion = signatureOf(came.element) ? came : assertionIn(response, privateKeys);
  requireAssertionAlone(assertion.element);
  const signed = verified(assertion, provider);
  requireAssertionAlone(signed.element);
  const { encrypted } = assertion;
  const protection = { response: response.signed, assertion: signed.signed, encrypted };
  requireProtection(protection, provider);
  return { assertion: signed.element, protection };
}

/** The signed content where there is a signature, else the element itself. @throws LoginRefusal for a wrong signature */
function verified({ xml, element }: Placed, { certificates }: Provider): Placed & { signed: boolean } {
  if (!signatureOf(element)) return { xml, element, signed: false };
  const content = verifiedContent(xml, element, certificates);
  if (content === undefined)
    throw new LoginRefusal('refused', 'signature', 'is not the provider’s signature');
  return { xml: content, element: rootOf(parseXml(content)), signed: true };
}

function assertionIn(
  { xml, element }: Placed,
  privateKeys: readonly string[],
): Placed & { encrypted: boolean } {
  const [plain] = childrenNamed(element, 'assertion', 'Assertion');
  if (plain) return { xml, element: plain, encrypted: false };
  const [sealed] = childrenNamed(element, 'assertion', 'EncryptedAssertion');
  if (!sealed) throw new LoginRefusal('refused', 'one_assertion', 'has no assertion');
  const opened = openElement(sealed, privateKeys);
  requireUniqueIds(opened.element);
  requireSoundSignatures(opened.element);
  return { ...opened, encrypted: true };
}

function requireAssertionAlone(element: Element): void {
  const assertions = everyElement(element).filter(({ localName }) =>
    ['Assertion', 'EncryptedAssertion'].includes(localName ?? ''),
  );
  if (!isNamed(element, 'assertion', 'Assertion') || assertions.length > 1)
    throw new LoginRefusal('refused', 'one_assertion', 'what is signed is not one assertion');
}

function requireProtection({ response, assertion, encrypted }: Protection, { options }: Provider): void {
  const enough = {
    either: response || assertion,
    assertion,
    response,
    both: response && assertion,
  }[options.signed];
  if (!enough)
    throw new LoginRefusal('refused', 'signature', `is not signed as the provider does: ${options.signed}`);
  if (options.requireEncryption && !encrypted)
    throw new LoginRefusal('refused', 'encryption', 'came unencrypted');
}

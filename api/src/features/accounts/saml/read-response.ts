import type { Element } from '@xmldom/xmldom';
import type { Config } from '../../../platform/config.ts';
import type { Provider } from '../provider.model.ts';
import { type Claims, requireClaims } from './assertion-claims.ts';
import { type Attributes, attributesOf } from './attributes.ts';
import { decodeMessage } from './decode-message.ts';
import { isNamed, parseXml, rootOf } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';
import { requirePlainXml } from './plain-xml.ts';
import { requestAnsweredBy, requireDestination, requireIssuer, requireSuccess } from './response-envelope.ts';
import { requireOneAssertion, requireSoundSignatures, requireUniqueIds } from './response-shape.ts';
import { samlFor, serviceAddresses } from './service-provider.ts';

export type ReceivedResponse = { encoded: string; element: Element; requestId: string };

/** What can be said of a message before anything in it is believed. @throws LoginRefusal */
export function receiveResponse(encoded: unknown, config: Config): ReceivedResponse {
  const xml = decodeMessage(encoded);
  requirePlainXml(xml);
  const element = rootOf(parseXml(xml));
  requireOneAssertion(element);
  requireUniqueIds(element);
  requireSoundSignatures(element);
  requireDestination(element, serviceAddresses(config).consumer);
  return {
    encoded: Buffer.from(xml).toString('base64'),
    element,
    requestId: requestAnsweredBy(element),
  };
}

/** Verifies the message with the provider's keys and reads the verified assertion, and nothing else. @throws LoginRefusal */
export async function readAssertion(
  { encoded, element, requestId }: ReceivedResponse,
  provider: Provider,
  config: Config,
  now: Date,
): Promise<{ claims: Claims; attributes: Attributes }> {
  requireIssuer(element, provider.entityId);
  requireSuccess(element);
  const xml = await verifiedAssertion(encoded, provider, config, requestId);
  // What was encrypted is seen here for the first time.
  requirePlainXml(xml);
  const assertion = rootOf(parseXml(xml));
  if (!isNamed(assertion, 'assertion', 'Assertion'))
    throw new LoginRefusal('refused', 'signature', 'what is signed is not an assertion');
  requireUniqueIds(assertion);
  requireSoundSignatures(assertion);
  const { entityId: serviceEntityId, consumer } = serviceAddresses(config);
  const claims = requireClaims(assertion, {
    providerEntityId: provider.entityId,
    serviceEntityId,
    consumer,
    requestId,
    now,
  });
  return { claims, attributes: attributesOf(assertion) };
}

async function verifiedAssertion(
  encoded: string,
  provider: Provider,
  config: Config,
  requestId: string,
): Promise<string> {
  try {
    const saml = samlFor(config, provider, requestId);
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: encoded });
    const xml = profile?.getAssertionXml?.();
    if (!xml) throw new Error('no assertion');
    return xml;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not verified';
    // The library also refuses what it cannot read after the signature has been verified.
    throw new LoginRefusal('refused', /signature/i.test(reason) ? 'signature' : 'assertion_form', reason);
  }
}

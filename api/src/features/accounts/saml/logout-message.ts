import type { Element } from '@xmldom/xmldom';
import { type NameId, nameIdOf } from './assertion-claims.ts';
import { clockSkew } from './clock-skew.ts';
import { attributeOf, childrenNamed, isNamed, onlyChild, parseXml, rootOf, textOf } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';
import { openElement } from './open-element.ts';
import { requirePlainXml } from './plain-xml.ts';
import { requireDestination, requireRecent } from './response-envelope.ts';
import { requireSoundSignatures, requireUniqueIds } from './response-shape.ts';

export type LogoutKind = 'LogoutRequest' | 'LogoutResponse';

/** A logout message as it came: nothing in it has been verified. @throws LoginRefusal for any other shape */
export function logoutElement(xml: string): { element: Element; kind: LogoutKind } {
  requirePlainXml(xml);
  const element = rootOf(parseXml(xml));
  const kind = (['LogoutRequest', 'LogoutResponse'] as const).find((name) =>
    isNamed(element, 'protocol', name),
  );
  if (!kind || attributeOf(element, 'Version') !== '2.0')
    throw new LoginRefusal('refused', 'logout_message', 'is no logout message of version 2.0');
  requireUniqueIds(element);
  requireSoundSignatures(element);
  return { element, kind };
}

export const issuerOf = (message: Element): string =>
  textOf(onlyChild(message, 'assertion', 'Issuer', 'issuer'));

/** @throws LoginRefusal when a verified message was meant for another address, or for another time */
export function requireForUs(message: Element, address: string, now: Date): void {
  requireDestination(message, address);
  requireRecent(message, now);
  const until = attributeOf(message, 'NotOnOrAfter');
  if (until !== undefined && !(new Date(until).getTime() > now.getTime() - clockSkew))
    throw new LoginRefusal('clock', 'issue_instant', 'is not valid any more');
}

/** Whose sessions a verified request ends: all of the person there, or the ones that it names. */
export type LogoutRequest = { id: string; nameId: NameId; sessionIndexes: string[] };

/** @throws LoginRefusal when it has no ID or does not name exactly one person */
export function logoutRequestOf(request: Element, privateKeys: readonly string[]): LogoutRequest {
  const id = attributeOf(request, 'ID');
  if (!id) throw new LoginRefusal('refused', 'logout_message', 'has no ID');
  const [sealed, ...more] = childrenNamed(request, 'assertion', 'EncryptedID');
  if (more.length > 0) throw new LoginRefusal('refused', 'logout_message', 'names several people');
  const sessionIndexes = childrenNamed(request, 'protocol', 'SessionIndex').map(textOf);
  if (!sealed)
    return {
      id,
      nameId: nameIdOf(onlyChild(request, 'assertion', 'NameID', 'logout_message')),
      sessionIndexes,
    };
  const { element: nameId } = openElement(sealed, privateKeys);
  if (!isNamed(nameId, 'assertion', 'NameID'))
    throw new LoginRefusal('refused', 'logout_message', 'names nobody');
  return { id, nameId: nameIdOf(nameId), sessionIndexes };
}

import type { LoginFailure } from '@mediecentral/contracts';
import type { Element } from '@xmldom/xmldom';
import { clockSkew, longestUnderWay } from './clock-skew.ts';
import { attributeOf, childrenNamed, onlyChild, textOf } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** @throws LoginRefusal when the message was meant for another address */
export function requireDestination(message: Element, address: string): void {
  if (attributeOf(message, 'Destination') !== address)
    throw new LoginRefusal('refused', 'destination', 'is meant for another address');
}

/** @throws LoginRefusal when the message is older than any that is under way, or from the future */
export function requireRecent(message: Element, now: Date): void {
  const issued = new Date(attributeOf(message, 'IssueInstant') ?? '').getTime();
  const earliest = now.getTime() - longestUnderWay - clockSkew;
  if (Number.isNaN(issued) || issued > now.getTime() + clockSkew || issued < earliest)
    throw new LoginRefusal('clock', 'issue_instant', 'is too old or from the future');
}

/** What a provider says when it has looked at the person, not at us: nobody was there to ask, or it was the wrong one. */
const aboutThePerson = new Set(['AuthnFailed', 'NoPassive', 'RequestDenied', 'UnknownPrincipal']);

/** @throws LoginRefusal with what the person is told when the provider says that it has not logged them in */
export function requireSuccess(response: Element): void {
  const status = onlyChild(response, 'protocol', 'Status', 'status');
  const code = onlyChild(status, 'protocol', 'StatusCode', 'status');
  if (attributeOf(code, 'Value') === success) return;
  const codes = [code, ...childrenNamed(code, 'protocol', 'StatusCode')];
  const said = codes.map((each) => attributeOf(each, 'Value')?.split(':').at(-1)?.slice(0, 60) ?? '');
  throw new LoginRefusal(failureOf(said), 'status', `the provider says ${said.join(', ')}`);
}

function failureOf(said: readonly string[]): LoginFailure {
  if (said.some((code) => aboutThePerson.has(code))) return 'not_let_in';
  // The provider finds the fault in our request: whoever set it up here has to mend that.
  return said[0] === 'Requester' ? 'request_refused' : 'provider_error';
}

/** The id of the request that this answers. @throws LoginRefusal when it answers none */
export function requestAnsweredBy(response: Element): string {
  const requestId = attributeOf(response, 'InResponseTo');
  if (!requestId || !/^_[0-9a-f]{40}$/.test(requestId))
    throw new LoginRefusal('attempt_expired', 'in_response_to', 'answers no request of ours');
  return requestId;
}

/** A Response need not name its issuer, but then it names the right one. @throws LoginRefusal */
export function requireIssuer(element: Element, entityId: string): void {
  const issuers = childrenNamed(element, 'assertion', 'Issuer');
  const right = issuers.every((issuer) => textOf(issuer) === entityId);
  if (!right || issuers.length > 1)
    throw new LoginRefusal('refused', 'issuer', 'is from another provider than the login began at');
}

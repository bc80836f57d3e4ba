import type { Element } from '@xmldom/xmldom';
import { clockSkew, longestUnderWay } from './clock-skew.ts';
import { attributeOf, childrenNamed, childrenOf, isNamed, onlyChild, textOf } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';

/** What an assertion has to be true to. */
export type Expectation = {
  providerEntityId: string;
  serviceEntityId: string;
  /** The address of the assertion consumer service. */
  consumer: string;
  requestId: string;
  now: Date;
};

/** Whom the provider means, in its own words: a logout there has to repeat all of it. */
export type NameId = {
  value: string;
  format?: string | undefined;
  nameQualifier?: string | undefined;
  spNameQualifier?: string | undefined;
};

export type Claims = {
  assertionId: string;
  /** From here on the conditions alone refuse the assertion. */
  expiresAt: Date;
  nameId: NameId | undefined;
  sessionIndex: string | undefined;
};

/**
 * Holds a verified assertion against what the login expects, in the order of SAML core, section 2.
 * @throws LoginRefusal at the first thing that does not hold
 */
export function requireClaims(assertion: Element, expected: Expectation): Claims {
  const assertionId = attributeOf(assertion, 'ID');
  if (!assertionId || attributeOf(assertion, 'Version') !== '2.0')
    throw new LoginRefusal('refused', 'assertion', 'has no ID or is not of version 2.0');
  const issuer = onlyChild(assertion, 'assertion', 'Issuer', 'issuer');
  if (textOf(issuer) !== expected.providerEntityId)
    throw new LoginRefusal('refused', 'issuer', 'is from another provider than the login began at');
  const issued = timeOf(assertion, 'IssueInstant', 'issue_instant');
  requireTime(issued.getTime() <= expected.now.getTime() + clockSkew, 'issue_instant', 'is from the future');
  requireTime(
    issued.getTime() > expected.now.getTime() - longestUnderWay - clockSkew,
    'issue_instant',
    'is too old',
  );
  const nameId = requireSubject(assertion, expected);
  const expiresAt = requireConditions(assertion, expected);
  const sessionIndex = requireAuthentication(assertion, expected);
  return { assertionId, expiresAt, nameId, sessionIndex };
}

function requireSubject(assertion: Element, expected: Expectation): NameId | undefined {
  const subject = onlyChild(assertion, 'assertion', 'Subject', 'subject');
  const confirmations = childrenNamed(subject, 'assertion', 'SubjectConfirmation').filter(
    (confirmation) => attributeOf(confirmation, 'Method') === 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  );
  const [confirmation, ...more] = confirmations;
  if (!confirmation || more.length > 0)
    throw new LoginRefusal('refused', 'confirmation', `${confirmations.length} bearer confirmations`);
  const data = onlyChild(confirmation, 'assertion', 'SubjectConfirmationData', 'confirmation');
  if (attributeOf(data, 'Recipient') !== expected.consumer)
    throw new LoginRefusal('refused', 'recipient', 'is meant for another recipient');
  if (attributeOf(data, 'InResponseTo') !== expected.requestId)
    throw new LoginRefusal('refused', 'in_response_to', 'answers another request than the Response does');
  requireWithin(data, 'confirmation', expected.now);
  const [nameId] = childrenNamed(subject, 'assertion', 'NameID');
  return nameId && nameIdOf(nameId);
}

export const nameIdOf = (element: Element): NameId => ({
  value: textOf(element),
  format: attributeOf(element, 'Format'),
  nameQualifier: attributeOf(element, 'NameQualifier'),
  spNameQualifier: attributeOf(element, 'SPNameQualifier'),
});

function requireConditions(assertion: Element, expected: Expectation): Date {
  const conditions = onlyChild(assertion, 'assertion', 'Conditions', 'conditions');
  const expiresAt = requireWithin(conditions, 'conditions', expected.now);
  const understood = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];
  const strange = childrenOf(conditions).find(
    (child) => !understood.some((name) => isNamed(child, 'assertion', name)),
  );
  if (strange) throw new LoginRefusal('refused', 'conditions', 'has a condition that is not understood');
  const restrictions = childrenNamed(conditions, 'assertion', 'AudienceRestriction');
  const meant = (restriction: Element) =>
    childrenNamed(restriction, 'assertion', 'Audience').some(
      (audience) => textOf(audience) === expected.serviceEntityId,
    );
  if (restrictions.length === 0 || !restrictions.every(meant))
    throw new LoginRefusal('refused', 'audience', 'is meant for another audience');
  return expiresAt;
}

/** Holds every login that is told of against now; gives the session of the first. */
function requireAuthentication(assertion: Element, expected: Expectation): string | undefined {
  const statements = childrenNamed(assertion, 'assertion', 'AuthnStatement');
  const [first] = statements;
  if (!first) throw new LoginRefusal('refused', 'authn_statement', 'tells of no login');
  for (const statement of statements) requireLogin(statement, expected);
  return attributeOf(first, 'SessionIndex');
}

function requireLogin(statement: Element, expected: Expectation): void {
  const authenticated = timeOf(statement, 'AuthnInstant', 'authn_statement');
  requireTime(
    authenticated.getTime() <= expected.now.getTime() + clockSkew,
    'authn_statement',
    'has a login of the future',
  );
  if (attributeOf(statement, 'SessionNotOnOrAfter') !== undefined) {
    const until = timeOf(statement, 'SessionNotOnOrAfter', 'authn_statement');
    requireTime(
      until.getTime() > expected.now.getTime() - clockSkew,
      'authn_statement',
      'has a session that is over',
    );
  }
}

/** Holds now against `NotBefore`, if any, and `NotOnOrAfter`, which must be there; gives the latter. */
function requireWithin(element: Element, check: string, now: Date): Date {
  const until = timeOf(element, 'NotOnOrAfter', check);
  const from =
    attributeOf(element, 'NotBefore') === undefined ? undefined : timeOf(element, 'NotBefore', check);
  if (from) requireTime(from.getTime() <= now.getTime() + clockSkew, check, 'is not valid yet');
  requireTime(until.getTime() > now.getTime() - clockSkew, check, 'is not valid any more');
  if (from && from >= until) throw new LoginRefusal('refused', check, 'ends before it begins');
  return new Date(until.getTime() + clockSkew);
}

function requireTime(holds: boolean, check: string, detail: string): void {
  if (!holds) throw new LoginRefusal('clock', check, detail);
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

function timeOf(element: Element, name: string, check: string): Date {
  const value = attributeOf(element, name) ?? '';
  const time = new Date(value);
  if (!dateTime.test(value) || Number.isNaN(time.getTime()))
    throw new LoginRefusal('refused', check, `${name} is not a time`);
  return time;
}

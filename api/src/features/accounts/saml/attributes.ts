import type { Element } from '@xmldom/xmldom';
import { attributeOf, childrenNamed, textOf } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';

/** The attributes that are asked for, by OID; everything else in an assertion is left unread. */
const oid = {
  eppn: '1.3.6.1.4.1.5923.1.1.1.6',
  entitlement: '1.3.6.1.4.1.5923.1.1.1.7',
  affiliation: '1.3.6.1.4.1.5923.1.1.1.9',
  assurance: '1.3.6.1.4.1.5923.1.1.1.11',
  mail: '0.9.2342.19200300.100.1.3',
  givenName: '2.5.4.42',
  surname: '2.5.4.4',
  displayName: '2.16.840.1.113730.3.1.241',
  schoolUnitCode: '1.2.752.194.10.2.4',
} as const;

export const attributeNames = Object.keys(oid) as AttributeName[];
export type AttributeName = keyof typeof oid;
export type Attributes = Readonly<Record<AttributeName, readonly string[]>>;

const elementsIn = (assertion: Element) =>
  childrenNamed(assertion, 'assertion', 'AttributeStatement').flatMap((statement) =>
    childrenNamed(statement, 'assertion', 'Attribute'),
  );
const valuesIn = (element: Element) =>
  childrenNamed(element, 'assertion', 'AttributeValue')
    .map(textOf)
    .filter((value) => value !== '');

/** What our metadata asks for; without the first nobody can log in. */
export const requestedAttributes = [
  { oid: oid.eppn, friendlyName: 'eduPersonPrincipalName', required: true },
  { oid: oid.affiliation, friendlyName: 'eduPersonScopedAffiliation', required: true },
  { oid: oid.entitlement, friendlyName: 'eduPersonEntitlement', required: false },
  { oid: oid.assurance, friendlyName: 'eduPersonAssurance', required: false },
  { oid: oid.mail, friendlyName: 'mail', required: false },
  { oid: oid.givenName, friendlyName: 'givenName', required: false },
  { oid: oid.surname, friendlyName: 'sn', required: false },
  { oid: oid.displayName, friendlyName: 'displayName', required: false },
  { oid: oid.schoolUnitCode, friendlyName: 'sisSchoolUnitCode', required: false },
] as const;

/** An attribute as it came: under its friendly name where it is one that is asked for. */
export type ReceivedAttribute = { name: string; known: boolean; values: string[] };

/** Everything that a verified assertion says of the person, for whoever sets up the provider. */
export function receivedAttributesOf(assertion: Element): ReceivedAttribute[] {
  return elementsIn(assertion)
    .slice(0, 100)
    .map((element) => {
      const sent = attributeOf(element, 'Name') ?? '';
      const asked = requestedAttributes.find((known) => sent === `urn:oid:${known.oid}`);
      const values = valuesIn(element).map((value) => value.slice(0, 500));
      return {
        name: asked?.friendlyName ?? sent.slice(0, 200),
        known: asked !== undefined,
        values: values.slice(0, 50),
      };
    });
}

/** What a verified assertion says of the person. */
export function attributesOf(assertion: Element): Attributes {
  const elements = elementsIn(assertion);
  const valuesOf = (name: string) =>
    elements.filter((element) => attributeOf(element, 'Name') === `urn:oid:${name}`).flatMap(valuesIn);
  return Object.fromEntries(
    Object.entries(oid).map(([key, name]) => [key, valuesOf(name)]),
  ) as unknown as Attributes;
}

/**
 * The one eduPersonPrincipalName, in lower case since its rule of comparison ignores case.
 * @throws LoginRefusal `no_eppn` without exactly one, `wrong_scope` when the provider may not speak for its scope
 */
export function principalNameOf({ eppn }: Attributes, scopes: readonly string[]): string {
  const [value, ...more] = eppn;
  if (value === undefined || more.length > 0)
    throw new LoginRefusal('no_eppn', 'eppn', `${eppn.length} eduPersonPrincipalName values`);
  // Before its case is changed: there are signs that only then become those of somebody else's name.
  const plain = /^[^\s@\p{C}]{1,200}@[A-Za-z0-9.-]{1,200}$/u.test(value) && value.normalize('NFKC') === value;
  if (!plain) throw new LoginRefusal('no_eppn', 'eppn', 'is not of the form name@scope');
  const principal = value.toLowerCase();
  requireScope(principal, scopes, 'eppn');
  return principal;
}

/** @throws LoginRefusal `wrong_scope` when the provider may not speak for a scope that an affiliation has */
export function requireAffiliationScopes({ affiliation }: Attributes, scopes: readonly string[]): void {
  for (const value of affiliation) requireScope(value.toLowerCase(), scopes, 'affiliation');
}

function requireScope(value: string, scopes: readonly string[], check: string): void {
  const [, scope, ...more] = value.split('@');
  if (scope === undefined || more.length > 0 || !scopes.includes(scope))
    throw new LoginRefusal('wrong_scope', check, 'has a scope that is not the provider’s');
}

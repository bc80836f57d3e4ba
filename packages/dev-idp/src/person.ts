/** Somebody who can be chosen at the provider, with what it will say of them. */
export type Person = {
  /** What the button sends; unique among the provider's people. */
  key: string;
  /** The entry that lists them, as in `/sso/ENTRY`; without one, the provider's own. */
  entry?: string;
  givenName: string;
  surname: string;
  /** The local part and scope: `maja.lindqvist@development.invalid`. */
  eppn: string;
  mail?: string;
  /** The NameID; without one, something new at every login. */
  nameId?: string;
  /** Under the name: `Lärare, Funkaboskolan`. */
  description: string;
  /** eduPersonScopedAffiliation: `employee@development.invalid`. */
  affiliations: readonly string[];
  entitlements?: readonly string[];
  /** Skolverket's eight digits, one for each school unit. */
  schoolUnitCodes: readonly string[];
};

/** The scope of everybody here; `.invalid` can never be a real organisation's (RFC 2606), and production refuses it. */
export const developmentScope = 'development.invalid';

const oid = {
  eduPersonPrincipalName: '1.3.6.1.4.1.5923.1.1.1.6',
  eduPersonEntitlement: '1.3.6.1.4.1.5923.1.1.1.7',
  eduPersonScopedAffiliation: '1.3.6.1.4.1.5923.1.1.1.9',
  mail: '0.9.2342.19200300.100.1.3',
  givenName: '2.5.4.42',
  sn: '2.5.4.4',
  displayName: '2.16.840.1.113730.3.1.241',
  sisSchoolUnitCode: '1.2.752.194.10.2.4',
} as const;

/** What the assertion says of a person, by OID; attributes without a value are left out. */
export function attributesOf(person: Person): { name: string; friendlyName: string; values: string[] }[] {
  const values: Record<keyof typeof oid, readonly string[]> = {
    eduPersonPrincipalName: [person.eppn],
    eduPersonEntitlement: person.entitlements ?? [],
    eduPersonScopedAffiliation: person.affiliations,
    mail: person.mail ? [person.mail] : [],
    givenName: [person.givenName],
    sn: [person.surname],
    displayName: [`${person.givenName} ${person.surname}`],
    sisSchoolUnitCode: person.schoolUnitCodes,
  };
  return Object.entries(oid)
    .map(([friendlyName, number]) => ({
      name: `urn:oid:${number}`,
      friendlyName,
      values: [...values[friendlyName as keyof typeof oid]],
    }))
    .filter(({ values: given }) => given.length > 0);
}

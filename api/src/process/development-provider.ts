import type { Role } from '@mediecentral/contracts';
import { developmentEntityId, developmentScope, entryOf, type Person } from '@mediecentral/dev-idp';
import { registerProvider } from '../features/accounts/index.ts';
import type { Services } from '../platform/services.ts';

/** Goes into `/saml/login?idp=KEY`. */
export const developmentProviderKey = 'utveckling';

const entitlementOf = (role: Role) => `urn:mediecentral:role:${role}`;

/** One line of the municipality picker that leads to the development provider. */
export type DevelopmentEntry = { key: string; name: string; municipalityCode?: string };

const ownEntry: DevelopmentEntry = { key: developmentProviderKey, name: 'Utvecklingsinloggning' };

/**
 * Makes the development provider one that people can log in at, as itself or as a municipality's: to the guard those
 * are different providers, each with an entity id of its own.
 * @throws in production
 */
export async function registerDevelopmentProvider(
  services: Services,
  provider: { entityId: string; ssoUrl: string; certificate: string },
  entry = ownEntry,
): Promise<void> {
  const { certificate } = provider;
  await registerProvider(services, {
    ...entry,
    ...entryOf(provider, entry.municipalityCode),
    certificates: [certificate],
    scopes: [developmentScope],
    rules: [
      { attribute: 'affiliation', value: 'employee@', role: 'teacher' },
      ...(['educator', 'staff', 'admin'] as const).map((role) => ({
        attribute: 'entitlement' as const,
        value: entitlementOf(role),
        role,
      })),
    ],
    development: true,
  });
}

/** Whom the development provider means by the key of one of its people, listed under a municipality or without one. */
export const developmentPrincipal = (key: string, municipalityCode: string | undefined) => ({
  providerEntityId: entryOf({ entityId: developmentEntityId, ssoUrl: '' }, municipalityCode).entityId,
  development: true,
  eppn: `${key}@${developmentScope}`,
});

/** What the development provider says of somebody, so that the rules above give the role. */
export function claimsOf(role: Role): Pick<Person, 'affiliations' | 'entitlements'> {
  const affiliation = role === 'pupil' ? 'student' : 'employee';
  return {
    affiliations: [`${affiliation}@${developmentScope}`],
    entitlements: role === 'pupil' || role === 'teacher' ? [] : [entitlementOf(role)],
  };
}

import type { Role } from '@mediecentral/contracts';
import { developmentEntityId, developmentScope, type Person } from '@mediecentral/dev-idp';
import { registerProvider } from '../features/accounts/index.ts';
import type { Services } from '../platform/services.ts';

/** Goes into `/saml/login?idp=KEY`. */
export const developmentProviderKey = 'utveckling';

const entitlementOf = (role: Role) => `urn:mediecentral:role:${role}`;

/**
 * Makes the development provider one that people can log in at.
 * @throws in production
 */
export async function registerDevelopmentProvider(
  services: Services,
  provider: { entityId: string; ssoUrl: string; certificate: string },
): Promise<void> {
  const { entityId, ssoUrl, certificate } = provider;
  await registerProvider(services, {
    key: developmentProviderKey,
    entityId,
    name: 'Utvecklingsinloggning',
    ssoUrl,
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

/** Whom the development provider means by the key of one of its people. */
export const developmentPrincipal = (key: string) => ({
  providerEntityId: developmentEntityId,
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

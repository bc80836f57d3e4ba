import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { findSchoolUnitsByCode } from '../organisation/index.ts';
import { findGrantedRole, saveLogin, type StoredAccount } from './account.repository.ts';
import { consumeAssertion, consumeLoginAttempt } from './login-attempt.repository.ts';
import type { LoginAttempt } from './login-attempt.model.ts';
import { principalOf } from './principal.ts';
import type { Provider } from './provider.model.ts';
import { isReservedScope } from './reserved-scope.ts';
import { roleOf } from './role-rules.ts';
import { type Attributes, principalNameOf, requireAffiliationScopes } from './saml/attributes.ts';
import { LoginRefusal } from './saml/login-refusal.ts';
import { readAssertion, type ReceivedResponse, receiveResponse } from './saml/read-response.ts';
import { providerFor } from './start-login.ts';

export type FinishedLogin = {
  account: StoredAccount;
  returnTo: string;
  providerKey: string;
  nameId: string | undefined;
  sessionIndex: string | undefined;
};

/**
 * Takes a provider's answer: looks at the message, consumes the attempt that it answers, verifies it with that
 * attempt's provider, and makes or renews the account.
 * @throws LoginRefusal at the first check that fails
 */
export async function finishLogin(
  services: Services,
  { message, browserHash }: { message: unknown; browserHash: string | undefined },
): Promise<FinishedLogin> {
  const received = receiveResponse(message, services.config);
  const attempt = browserHash && (await consumeLoginAttempt(received.requestId, browserHash, clock.now()));
  if (!attempt)
    throw new LoginRefusal('attempt_expired', 'attempt', 'this browser has no such attempt, or no longer');
  try {
    return await finishAttempt(services, attempt, received);
  } catch (error) {
    if (error instanceof LoginRefusal) error.provider = attempt.providerKey;
    throw error;
  }
}

async function finishAttempt(
  services: Services,
  attempt: LoginAttempt,
  received: ReceivedResponse,
): Promise<FinishedLogin> {
  const { config } = services;
  const provider = await providerFor(attempt.providerKey, config.production);
  const { claims, attributes } = await readAssertion(received, provider, config, clock.now());
  const scopes = config.production
    ? provider.scopes.filter((scope) => !isReservedScope(scope))
    : provider.scopes;
  const eppn = principalNameOf(attributes, scopes);
  requireAffiliationScopes(attributes, scopes);
  if (!(await consumeAssertion(provider.entityId, claims.assertionId, claims.expiresAt)))
    throw new LoginRefusal('refused', 'replay', 'the assertion has been used before');
  return {
    account: await renewAccount(services, provider, eppn, attributes),
    returnTo: attempt.returnTo,
    providerKey: provider.key,
    nameId: claims.nameId,
    sessionIndex: claims.sessionIndex,
  };
}

async function renewAccount(
  { secret }: Services,
  provider: Provider,
  eppn: string,
  attributes: Attributes,
): Promise<StoredAccount> {
  const principal = principalOf(secret, provider.entityId, eppn);
  const role = roleOf(attributes, provider.rules, await findGrantedRole(principal));
  const schoolUnits = await findSchoolUnitsByCode(
    attributes.schoolUnitCode.filter((code) => /^\d{8}$/.test(code)).slice(0, 50),
  );
  const facts = {
    development: provider.development,
    role,
    schoolUnitIds: schoolUnits.filter(({ active }) => active).map(({ id }) => id),
  };
  // Of a pupil nothing is kept that says who it is.
  const names =
    role === 'pupil'
      ? { displayName: '' }
      : { displayName: displayNameOf(attributes, eppn), eppn, email: mailOf(attributes) };
  return saveLogin(principal, { ...facts, ...names }, clock.now());
}

function displayNameOf({ displayName, givenName, surname }: Attributes, eppn: string): string {
  const name = displayName[0] ?? [givenName[0], surname[0]].filter(Boolean).join(' ');
  return oneLine(name).slice(0, 200) || eppn;
}

function mailOf({ mail }: Attributes): string | undefined {
  return mail.find((address) => address.length <= 254 && /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(address));
}

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

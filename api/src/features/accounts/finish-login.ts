import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import type { ProviderLogin } from '../../platform/session.model.ts';
import { findSchoolUnitsByCode } from '../organisation/index.ts';
import { findGrantedRole, saveLogin, type StoredAccount } from './account.repository.ts';
import { allowedScopes } from './allowed-scopes.ts';
import { consumeAssertion, consumeLoginAttempt } from './login-attempt.repository.ts';
import type { LoginAttempt } from './login-attempt.model.ts';
import { keepName } from './name-at-provider.ts';
import { principalOf } from './principal.ts';
import type { Provider } from './provider.model.ts';
import { noteLogin } from './provider.repository.ts';
import { roleOf } from './role-rules.ts';
import { type Attributes, principalNameOf, requireAffiliationScopes } from './saml/attributes.ts';
import { LoginRefusal } from './saml/login-refusal.ts';
import {
  type ReadAssertion,
  readAssertion,
  type ReceivedResponse,
  receiveResponse,
} from './saml/read-response.ts';
import { readServiceKeys } from './saml/service-keys.ts';
import { providerFor } from './start-login.ts';

export type FinishedLogin = {
  account: StoredAccount;
  returnTo: string;
  /** How the provider knows the session. */
  atProvider: ProviderLogin;
};

/** A person whom a provider vouches for: everything has been checked. */
export type VouchedPerson = ReadAssertion & { provider: Provider; eppn: string };

/** An answer, and the attempt of this browser that it belongs to. */
export type AnsweredAttempt = { attempt: LoginAttempt; received: ReceivedResponse };

/**
 * Looks at a provider's answer and takes out the attempt that it answers; nobody gets that attempt a second time.
 * @throws LoginRefusal at the first check that fails
 */
export async function takeAnswer(
  services: Services,
  { message, browserHash }: { message: unknown; browserHash: string | undefined },
): Promise<AnsweredAttempt> {
  const received = receiveResponse(message, services.config);
  const attempt = browserHash && (await consumeLoginAttempt(received.requestId, browserHash, clock.now()));
  if (!attempt)
    throw new LoginRefusal('attempt_expired', 'attempt', 'this browser has no such attempt, or no longer');
  return { attempt, received };
}

/**
 * Verifies an answer with the provider of its attempt, which is never taken from the message.
 * @throws LoginRefusal at the first check that fails
 */
export async function vouchedPerson(
  { config }: Services,
  { attempt, received }: AnsweredAttempt,
): Promise<VouchedPerson> {
  let verified: ReadAssertion['received'] = [];
  try {
    const { production, dataDirectory } = config;
    const now = clock.now();
    const provider = await providerFor(attempt.providerKey, {
      production,
      now,
      test: attempt.testId !== undefined,
    });
    const keys = await readServiceKeys(dataDirectory);
    const read = readAssertion(received, { provider, config, keys, now });
    verified = read.received;
    const scopes = allowedScopes(provider, production);
    const eppn = principalNameOf(read.attributes, scopes);
    requireAffiliationScopes(read.attributes, scopes);
    const { assertionId, expiresAt } = read.claims;
    if (!(await consumeAssertion(provider.entityId, assertionId, expiresAt)))
      throw new LoginRefusal('refused', 'replay', 'the assertion has been used before');
    return { ...read, provider, eppn };
  } catch (error) {
    if (error instanceof LoginRefusal) {
      error.provider = attempt.providerKey;
      error.received = verified;
    }
    throw error;
  }
}

/** Makes or renews the account of somebody whom a provider vouches for. */
export async function finishLogin(
  services: Services,
  { attempt }: AnsweredAttempt,
  person: VouchedPerson,
): Promise<FinishedLogin> {
  const account = await renewAccount(services, person);
  await noteLogin(person.provider.key, clock.now());
  return {
    account,
    returnTo: attempt.returnTo,
    atProvider: providerLoginOf(services.secret, person),
  };
}

function providerLoginOf(secret: string, { provider, claims }: VouchedPerson): ProviderLogin {
  const { nameId, sessionIndex } = claims;
  return {
    providerKey: provider.key,
    ...(nameId ? keepName(secret, provider.entityId, nameId) : {}),
    ...(sessionIndex ? { sessionIndex } : {}),
  };
}

/** The role that a login gives, with the grant and without, and the active school units that it names. */
export async function standingOf(services: Services, { provider, eppn, attributes }: VouchedPerson) {
  const principal = principalOf(services.secret, provider.entityId, eppn);
  const role = roleOf(attributes, provider.rules, await findGrantedRole(principal));
  const roleByRules = roleOf(attributes, provider.rules, undefined);
  const schoolUnits = await findSchoolUnitsByCode(
    attributes.schoolUnitCode.filter((code) => /^\d{8}$/.test(code)).slice(0, 50),
  );
  return { principal, role, roleByRules, schoolUnits: schoolUnits.filter(({ active }) => active) };
}

async function renewAccount(services: Services, person: VouchedPerson): Promise<StoredAccount> {
  const { provider, eppn, attributes } = person;
  const { principal, role, roleByRules, schoolUnits } = await standingOf(services, person);
  const facts = {
    development: provider.development,
    role,
    roleByRules,
    schoolUnitIds: schoolUnits.map(({ id }) => id),
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

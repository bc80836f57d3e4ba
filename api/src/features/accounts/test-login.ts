import { randomBytes } from 'node:crypto';
import type { TestResult } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { standingOf, type VouchedPerson } from './finish-login.ts';
import { findLoginTest, insertLoginTest, saveTestResult } from './login-test.repository.ts';
import type { LoginTest } from './login-test.model.ts';
import { requireProvider } from './provider.repository.ts';
import { returnPathOf } from './return-path.ts';
import type { LoginRefusal } from './saml/login-refusal.ts';
import { stepsUntil } from './saml/login-steps.ts';

const keptFor = 60 * 60_000;

/**
 * Begins a login that opens no session, but shows what the provider sends. The browser goes to `url`, and comes back to
 * `returnTo` with the attempt in its query.
 * @throws ProblemError `not_found`
 */
export async function startTestLogin(
  actor: Actor,
  { key, returnTo }: { key: string; returnTo: string },
): Promise<{ url: string; attempt: string }> {
  await requireProvider(key);
  const attempt = randomBytes(20).toString('hex');
  await insertLoginTest({
    id: attempt,
    providerKey: key,
    startedBy: actor.accountId,
    returnTo: returnPathOf(returnTo),
    expiresAt: new Date(clock.now().getTime() + keptFor),
  });
  return { url: `/saml/login?${new URLSearchParams({ test: attempt }).toString()}`, attempt };
}

/** A test login that has begun and not been answered yet. */
export async function openTest(id: unknown): Promise<LoginTest | undefined> {
  if (typeof id !== 'string' || !/^[0-9a-f]{40}$/.test(id)) return undefined;
  const test = await findLoginTest(id, clock.now());
  return test?.result ? undefined : test;
}

/** How one's own test login went. @throws ProblemError `not_found` */
export async function testResultOf(
  actor: Actor,
  { key, attempt }: { key: string; attempt: string },
): Promise<TestResult> {
  const test = await findLoginTest(attempt, clock.now());
  if (!test || test.startedBy !== actor.accountId || test.providerKey !== key)
    throw new ProblemError('not_found', 'There is no such test login, or no longer');
  return test.result ?? { ...nothing, state: 'waiting', steps: stepsUntil(undefined).map(notReached) };
}

const nothing = { attributes: [], schoolUnits: [], unknownSchoolUnitCodes: [] };
const notReached = ({ step }: TestResult['steps'][number]) => ({ step, outcome: 'not_reached' as const });

/** Where the administrator's page is that shows how the test went. */
export async function pageOfTest(id: string): Promise<string> {
  const test = await findLoginTest(id, clock.now());
  const [path = '/', hash] = (test?.returnTo ?? '/').split('#');
  return `${path}${path.includes('?') ? '&' : '?'}attempt=${id}${hash ? `#${hash}` : ''}`;
}

export async function keepSuccess(services: Services, id: string, person: VouchedPerson): Promise<void> {
  const { role, schoolUnits } = await standingOf(services, person);
  const known = new Set(schoolUnits.map(({ schoolUnitCode }) => schoolUnitCode));
  await saveTestResult(id, {
    state: 'succeeded',
    steps: stepsUntil(undefined),
    attributes: person.received,
    role,
    schoolUnits: schoolUnits.map((unit) => ({ id: unit.id, name: unit.name })),
    unknownSchoolUnitCodes: person.attributes.schoolUnitCode.filter((code) => !known.has(code)),
    signed: person.protection,
  });
}

export async function keepRefusal(
  id: string,
  { refusal, reference }: { refusal: LoginRefusal; reference: string },
): Promise<void> {
  await saveTestResult(id, {
    ...nothing,
    attributes: [...refusal.received],
    state: 'refused',
    reference,
    failure: refusal.failure,
    reason: { check: refusal.check, detail: refusal.message },
    steps: stepsUntil(refusal.check),
  });
}

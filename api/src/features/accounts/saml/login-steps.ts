import { type LoginStep, loginSteps } from '@mediecentral/contracts';

/** Which step of a login each check of the guard belongs to, for those who only need to know how far it came. */
const stepOfCheck: Record<string, LoginStep> = {
  attempt: 'attempt',
  in_response_to: 'attempt',
  destination: 'destination',
  issuer: 'issuer',
  status: 'status',
  encryption: 'encryption',
  signature: 'signature',
  assertion_form: 'signature',
  issue_instant: 'time',
  conditions: 'time',
  confirmation: 'time',
  recipient: 'recipient',
  audience: 'audience',
  authn_statement: 'authentication',
  eppn: 'principal_name',
  scope: 'scope',
  affiliation: 'scope',
  replay: 'replay',
};

type Outcome = { step: LoginStep; outcome: 'passed' | 'failed' | 'not_reached' };

/** All steps in order; `check`: the one that failed, if any. */
export function stepsUntil(check: string | undefined): Outcome[] {
  const failed =
    check === undefined ? loginSteps.length : loginSteps.indexOf(stepOfCheck[check] ?? 'message');
  return loginSteps.map((step, place) => ({
    step,
    outcome: place < failed ? 'passed' : place === failed ? 'failed' : 'not_reached',
  }));
}

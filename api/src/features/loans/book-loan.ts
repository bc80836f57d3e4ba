import { createHash } from 'node:crypto';
import type { LoanRequest } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { recordChange } from '../audit/index.ts';
import { commitLoan, notAvailable } from './commit-loan.ts';
import { isShort } from './free-lines.ts';
import { findLoanByRequest, insertLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { isStaff, requireSchool } from './loans.policy.ts';
import { newLoan } from './new-loan.ts';
import { requireSchoolMayBook } from './school-limits.ts';
import { weighRequest } from './weigh-request.ts';

/**
 * Books: the loan lies down as `reserving` under its request, claims its lines and is committed as `requested`. The same
 * request again, at once or a day later, gives the same loan.
 * @throws ProblemError for the first rule that is broken; `not_available` with what is free and when; `request_reused`
 */
export async function bookLoan(services: Services, actor: Actor, request: LoanRequest): Promise<LoanRecord> {
  const requestKey = `${actor.accountId}:${request.requestId}`;
  const requestDigest = digestOf(request);
  const sameRequest = async () => {
    const earlier = await findLoanByRequest(requestKey);
    if (earlier && earlier.requestDigest !== requestDigest) {
      throw new ProblemError('request_reused', 'Another booking was sent under this requestId');
    }
    return earlier;
  };
  const earlier = await sameRequest();
  if (earlier) return commitLoan(services, earlier);

  requireSchool(actor, 'loans.book', request.schoolUnitId);
  const weighed = await weighRequest(request);
  await requireSchoolMayBook(actor, request, weighed.rules.today);
  if (weighed.lines.some(isShort)) {
    // It may be short because the same request, sent twice at once, has it already.
    const twin = await sameRequest();
    if (twin) return commitLoan(services, twin);
    throw notAvailable(weighed.lines);
  }
  const loan = await newLoan({ actor, request, weighed, requestKey, requestDigest });
  if (await insertLoan(loan)) return keepTrail(actor, await commitLoan(services, loan), request.override);
  const twin = await sameRequest();
  if (twin) return commitLoan(services, twin);
  throw notAvailable((await weighRequest(request)).lines);
}

/** What staff book for a school, and why they set a block aside. */
async function keepTrail(actor: Actor, loan: LoanRecord, override?: string): Promise<LoanRecord> {
  if (!isStaff(actor)) return loan;
  const { id, reference, schoolUnit } = loan;
  await recordChange({
    actor,
    action: 'loan.book',
    subject: { kind: 'loan', id, label: reference },
    changes: { schoolUnit: schoolUnit.name, ...(override ? { override } : {}) },
  });
  return loan;
}

function digestOf({ lines, ...request }: LoanRequest): string {
  const inOrder = lines.toSorted((left, right) => left.modelId.localeCompare(right.modelId));
  const fields = Object.entries(request).toSorted(([left], [right]) => left.localeCompare(right));
  return createHash('sha256')
    .update(JSON.stringify([fields, inOrder.map(({ modelId, quantity }) => [modelId, quantity])]))
    .digest('base64url');
}

import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { carryOut, type Given } from './carry-out.ts';
import type { LineRecord, LoanRecord } from './loan-record.ts';

export type Approval = Given & {
  lines?: readonly { lineId: string; granted: number }[] | undefined;
  message?: string | undefined;
};

/**
 * Grants all of a request, or less on some lines; what is not granted is free for others at once.
 * @throws ProblemError `invalid_request` for a line that is not the loan's, more than was asked, or nothing at all
 */
export function approveLoan(
  services: Services,
  actor: Actor,
  { lines = [], message, ...given }: Approval,
): Promise<LoanRecord> {
  const grantedOf = ({ id, asked }: LineRecord) => lines.find((line) => line.lineId === id)?.granted ?? asked;
  return carryOut(services, actor, given, {
    command: 'approve',
    holds: (loan) => loan.lines.every((line) => line.granted === grantedOf(line)),
    effect(loan) {
      requireGrantable(loan, lines);
      const answered = loan.lines.map((line) => ({ ...line, granted: grantedOf(line) }));
      if (answered.every((line) => line.granted === 0)) {
        throw invalid('/lines', 'nothing_granted', 'Nothing is granted: reject it instead');
      }
      const state = answered.every((line) => line.granted === line.asked) ? 'approved' : 'partly_approved';
      return { change: { state, lines: answered }, event: state, message, news: state };
    },
  });
}

/** Says no, with the reason that the borrower is told. */
export function rejectLoan(
  services: Services,
  actor: Actor,
  { message, ...given }: Given & { message: string },
): Promise<LoanRecord> {
  return carryOut(services, actor, given, {
    command: 'reject',
    effect: () => ({ event: 'rejected', message, news: 'rejected' }),
  });
}

function requireGrantable(loan: LoanRecord, lines: NonNullable<Approval['lines']>): void {
  const seen = new Set<string>();
  lines.forEach(({ lineId, granted }, index) => {
    const line = loan.lines.find((each) => each.id === lineId);
    if (!line) throw invalid(`/lines/${index}/lineId`, 'unknown_line', 'Not a line of this loan');
    if (seen.has(lineId)) throw invalid(`/lines/${index}/lineId`, 'duplicate', 'The line is named twice');
    seen.add(lineId);
    if (granted > line.asked) throw invalid(`/lines/${index}/granted`, 'too_many', 'More than was asked for');
  });
}

function invalid(path: string, code: string, message: string): ProblemError {
  return new ProblemError('invalid_request', `${path}: ${message}`, { errors: [{ path, code, message }] });
}

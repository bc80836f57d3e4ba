import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { carryOut, type Given } from './carry-out.ts';
import type { LoanRecord } from './loan-record.ts';

export type Packing = Given & { missing?: string | undefined; message?: string | undefined };

/**
 * The box is complete, or goes with something missing: then that has to be said, and what is missing is free for others.
 * @throws ProblemError `not_packed` for fewer units than were granted with no word about it, and for an empty box
 */
export function packLoan(
  services: Services,
  actor: Actor,
  { missing, message, ...given }: Packing,
): Promise<LoanRecord> {
  return carryOut(services, actor, given, {
    command: 'pack',
    effect(loan) {
      const packed = loan.lines.reduce((sum, line) => sum + line.units.length, 0);
      const isComplete = loan.lines.every((line) => line.units.length === (line.granted ?? line.asked));
      if (packed === 0) throw new ProblemError('not_packed', 'Nothing has been scanned into the box');
      if (!isComplete && !missing) {
        throw new ProblemError('not_packed', 'Units are missing: scan them, or say what is missing');
      }
      const remark = [isComplete ? undefined : missing, message].filter(Boolean).join('\n');
      return {
        change: { lines: loan.lines.map((line) => ({ ...line, granted: line.units.length })) },
        event: 'packed',
        message: remark || undefined,
        news: 'packed',
      };
    },
  });
}

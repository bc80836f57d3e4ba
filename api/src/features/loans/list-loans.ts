import type { ListedLoan, listLoans as contract, RouteInput } from '@mediecentral/contracts';
import { type Actor, requireReach } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { pageOfLoans } from './loan-list.repository.ts';
import { presentListed } from './present-loan.ts';
import { viewingOf } from './view-loans.ts';

/** Loans, newest first: a teacher's are those of their schools and their own. */
export function listLoans(
  actor: Actor,
  { mine, overdue, after, limit, ...filters }: RouteInput<typeof contract>['query'],
): Promise<{ items: ListedLoan[]; total: number; next?: string }> {
  const isEverybodys = requireReach(actor, 'loans.read') === 'any';
  return pageOfLoans(
    {
      ...filters,
      ...(isEverybodys
        ? {}
        : { within: { schoolUnitIds: actor.schoolUnitIds, borrowerId: actor.accountId } }),
      ...(mine ? { borrowerId: actor.accountId } : {}),
      ...(overdue === undefined ? {} : { late: { on: clock.today(), is: overdue } }),
    },
    { after, limit },
    async (loans) => {
      const viewing = await viewingOf(actor, loans);
      return (loan) => presentListed(loan, viewing);
    },
  );
}

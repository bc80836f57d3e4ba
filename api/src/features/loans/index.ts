import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';
import { balanceLedgers } from './balance-ledgers.ts';
import { remindOfReturns } from './remind-borrowers.ts';
import { sweepLoans } from './sweep-loans.ts';

export { anonymiseBorrowers, anonymiseLoansOf } from './anonymise-borrowers.ts';
export { balanceLedgers } from './balance-ledgers.ts';
export { findLoansOf, hasOpenLoan } from './borrower.repository.ts';
export { insertLoanHistory } from './insert-loan-history.ts';
export { keptForFigures, keptOfBorrowers } from './kept-of-loans.ts';
export { type LoanFigures, listLoansOfYear } from './loan-figures.repository.ts';
export type { LoanRecord } from './loan-record.ts';
export { registerLoans } from './loans.routes.ts';

export const loansJobs = (services: Services): Job[] => [
  {
    name: 'put loans right',
    schedule: '* * * * *',
    async run() {
      await sweepLoans(services);
    },
  },
  {
    name: 'balance ledgers',
    schedule: '40 2 * * *',
    async run() {
      await balanceLedgers(services, { repair: true });
    },
  },
  { name: 'remind borrowers', schedule: '0 7 * * *', run: () => remindOfReturns(services) },
];

import type { RegisterEntry } from '@mediecentral/contracts';

/** For the register: what `anonymiseBorrowers` takes away, `months` after the loan has ended. */
export const keptOfBorrowers = (months: number): RegisterEntry => ({
  thing: 'loan_borrower',
  people: ['teachers', 'staff'],
  data: ['displayName', 'email', 'purpose', 'events.by', 'events.message'],
  purpose: 'lend',
  kept: { kind: 'months', months, since: 'closed' },
});

/** For the register: what stays of a loan after that. */
export const keptForFigures: RegisterEntry = {
  thing: 'loan_statistics',
  people: ['teachers'],
  data: ['schoolUnit', 'group', 'pupils', 'lines'],
  purpose: 'count',
  kept: { kind: 'always' },
};

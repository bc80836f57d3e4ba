export { DecisionPanel } from './decision-panel.tsx';
export { fitting } from './grant.ts';
export { loanQuery, refreshLoans, useLoanCommand, useStaffLoan } from './loan-commands.ts';
export { linesInWords } from './lines-in-words.ts';
export { LoanProblem } from './loan-problem.tsx';

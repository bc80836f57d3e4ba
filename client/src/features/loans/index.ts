export { LoanCard } from './loan-card.tsx';
export { LoanPage } from './loan-page.tsx';
export { useBookLoan, useLoans } from './loans-api.ts';
export { LoansPage } from './loans-page.tsx';
export { stopsOf } from './loan-stops.ts';

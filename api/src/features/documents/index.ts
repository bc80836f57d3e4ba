export { daysList } from './days-list.ts';
export { addressLabels } from './labels.ts';
export { loanCalendar } from './loan-calendar.ts';
export { packingList } from './packing-list.ts';

import type { RegisterEntry } from '@mediecentral/contracts';
import type { Api } from '../../platform/api.ts';
import { clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';
import { deleteSettledBefore } from './message.repository.ts';
import { sendAll } from './send-messages.ts';

export { urlOfLoan } from './compose.ts';
export type { LoanNews } from './loan-message.ts';
export { remindBorrowers } from './remind-borrowers.ts';
export { tellBorrower } from './tell-borrower.ts';

/** No routes of its own: borrowers are written to, they do not ask. */
export function registerNotifications(_api: Api, _services: Services): void {}

/** What was told is remembered for longer than any loan takes, so that nothing is told twice. */
const rememberedDays = 400;

/** For the register. What was said to whom is gone once it has been sent; that it was said is remembered. */
export const keptOfMessages: RegisterEntry = {
  thing: 'loan_message',
  people: ['teachers', 'staff'],
  data: ['displayName', 'email'],
  purpose: 'lend',
  kept: { kind: 'months', months: Math.ceil(rememberedDays / 30), since: 'made' },
};

export const notificationsJobs = (services: Services): Job[] => [
  { name: 'send mail', schedule: '* * * * *', run: () => sendAll(services) },
  {
    name: 'forget mail',
    schedule: '40 3 * * *',
    async run() {
      await deleteSettledBefore(new Date(clock.now().getTime() - rememberedDays * 24 * 60 * 60_000));
    },
  },
];

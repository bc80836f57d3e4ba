import { clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';
import { forgetExpiredLogins } from './login-attempt.repository.ts';

export { registerAccounts } from './accounts.routes.ts';
export { actorOf } from './actor-of.ts';
export { grantRole } from './grant-role.ts';
export { prepareAccount } from './prepare-account.ts';
export { registerProvider } from './register-provider.ts';

export const accountJobs = (_services: Services): Job[] => [
  {
    name: 'forget-expired-logins',
    schedule: '23 * * * *',
    run: () => forgetExpiredLogins(clock.now()),
  },
];

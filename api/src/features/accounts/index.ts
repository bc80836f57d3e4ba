import { clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';
import { deleteExpiredSessions } from '../../platform/session.repository.ts';
import { refreshFederation } from './federation/refresh-federation.ts';
import { forgetExpiredLogins } from './login-attempt.repository.ts';
import { forgetExpiredTests } from './login-test.repository.ts';
import { purgePersonalData } from './purge-personal-data.ts';

export { registerAccounts } from './accounts.routes.ts';
export { actorOf } from './actor-of.ts';
export { grantRole } from './grant-role.ts';
export { prepareAccount } from './prepare-account.ts';
export { purgePersonalData } from './purge-personal-data.ts';
export { listProviders, takeUpProvider, tryProvider } from './federation/operate-providers.ts';
export { registerProvider } from './register-provider.ts';
export { changeServiceKeys } from './saml/service-keys.ts';

export const accountJobs = (services: Services): Job[] => [
  {
    name: 'forget-expired-logins',
    schedule: '23 * * * *',
    async run() {
      await forgetExpiredLogins(clock.now());
      await forgetExpiredTests(clock.now());
      await deleteExpiredSessions(clock.now());
    },
  },
  {
    name: 'refresh-federation',
    schedule: '7 * * * *',
    atStart: true,
    run: () => refreshFederation(services),
  },
  {
    name: 'purge-personal-data',
    schedule: '10 3 * * *',
    async run() {
      await purgePersonalData();
    },
  },
];

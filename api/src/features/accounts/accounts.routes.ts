import {
  chooseSchoolUnit as chooseSchoolUnitRoute,
  getMe,
  listIdentityProviders,
  logout,
  type Me,
} from '@mediecentral/contracts';
import type { Request } from 'express';
import type { Api } from '../../platform/api.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { sessionOf } from '../../platform/session.ts';
import { accountOf } from './actor-of.ts';
import { chooseSchoolUnit } from './choose-school-unit.ts';
import { pageOfProviders } from './provider.repository.ts';
import { registerFederation } from './federation/federation.routes.ts';
import { registerPeople } from './people.routes.ts';
import { registerSaml } from './saml.routes.ts';
import { serviceAddresses } from './saml/service-provider.ts';
import { startLogout } from './start-logout.ts';
import { endSession } from './session-account.ts';
import { showAccount } from './show-account.ts';

export function registerAccounts(api: Api, services: Services): void {
  const findAccount = accountOf(services);
  const showMe = async (request: Request): Promise<Me> => {
    const [session, account] = [sessionOf(request), await findAccount(request)];
    if (!session || !account) throw new ProblemError('not_logged_in', 'Log in first');
    return { account: await showAccount(account), csrfToken: session.csrfToken };
  };

  api.handle(listIdentityProviders, ({ query }) =>
    pageOfProviders(query, {
      development: !services.config.production,
      serviceEntityId: serviceAddresses(services.config).entityId,
    }),
  );
  api.handle(getMe, ({ request }) => showMe(request));
  api.handle(chooseSchoolUnitRoute, async ({ actor, body, request }) => {
    await chooseSchoolUnit(actor, body.schoolUnitId);
    return showMe(request);
  });
  api.handle(logout, async ({ request }) => {
    const session = await endSession(request);
    const redirectTo = await startLogout(services, session?.login);
    return redirectTo ? { redirectTo } : undefined;
  });
  registerFederation(api, services);
  registerPeople(api, services);
  registerSaml(api.router, services);
}

import {
  changeBorrowersKept,
  deleteOwnAccount as deleteOwnAccountRoute,
  downloadOwnData as downloadOwnDataRoute,
  endOwnSession as endOwnSessionRoute,
  getRegister,
  grantAccountRole,
  grantPersonRole,
  listAccounts as listAccountsRoute,
  listOwnSessions as listOwnSessionsRoute,
  previewRoleRules as previewRoleRulesRoute,
} from '@mediecentral/contracts';
import type { Api } from '../../platform/api.ts';
import type { Services } from '../../platform/services.ts';
import { grantRole, grantRoleToAccount } from './grant-role.ts';
import { keepBorrowersFor } from './keep-borrowers.ts';
import { listAccounts, showManagedAccount } from './list-accounts.ts';
import { deleteOwnAccount, downloadOwnData } from './own-data.ts';
import { endOwnSession, listOwnSessions } from './own-sessions.ts';
import { previewRoleRules } from './preview-role-rules.ts';
import { showRegister } from './show-register.ts';

/** What people see and do about themselves, and administrators about roles. */
export function registerPeople(api: Api, services: Services): void {
  api.handle(listOwnSessionsRoute, ({ actor, request, query }) => listOwnSessions(actor, request, query));
  api.handle(endOwnSessionRoute, async ({ actor, request, params }) => {
    await endOwnSession(actor, request, params.id);
    return undefined;
  });
  api.handle(downloadOwnDataRoute, ({ actor }) => downloadOwnData(actor));
  api.handle(deleteOwnAccountRoute, async ({ actor, request }) => {
    await deleteOwnAccount(actor, request);
    return undefined;
  });
  api.handle(getRegister, () => showRegister());
  api.handle(changeBorrowersKept, async ({ actor, body }) => {
    await keepBorrowersFor(actor, body.months);
    return showRegister();
  });
  api.handle(listAccountsRoute, ({ query }) => listAccounts(query));
  api.handle(grantPersonRole, async ({ actor, body }) => {
    await grantRole(services, body, actor);
    return undefined;
  });
  api.handle(grantAccountRole, async ({ actor, params, body }) =>
    showManagedAccount(await grantRoleToAccount(actor, params.id, body.role)),
  );
  api.handle(previewRoleRulesRoute, ({ body }) => previewRoleRules(body.rules, body.attributes));
}

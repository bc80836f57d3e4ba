import { listAuditEntries } from '@mediecentral/contracts';
import type { Api } from '../../platform/api.ts';
import type { Services } from '../../platform/services.ts';
import { listEntries } from './list-entries.ts';

/** Reading is all that there is: no route changes the trail or removes from it. */
export function registerAudit(api: Api, _services: Services): void {
  api.handle(listAuditEntries, ({ query }) => listEntries(query));
}

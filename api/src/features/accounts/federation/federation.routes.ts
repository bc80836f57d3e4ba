import {
  createProvider as createProviderRoute,
  getFederation,
  getManagedProvider,
  getTestResult,
  listFederationEntities,
  listManagedProviders,
  previewProvider as previewProviderRoute,
  refreshFederation as refreshFederationRoute,
  startTestLogin as startTestLoginRoute,
  updateProvider as updateProviderRoute,
} from '@mediecentral/contracts';
import type { Api } from '../../../platform/api.ts';
import type { Services } from '../../../platform/services.ts';
import { pageOfAllProviders, requireProvider } from '../provider.repository.ts';
import { startTestLogin, testResultOf } from '../test-login.ts';
import { previewProvider } from './preview-provider.ts';
import { refreshFederation } from './refresh-federation.ts';
import { createProvider, updateProvider } from './save-provider.ts';
import { listEntities, showFederation } from './show-federation.ts';
import { showProvider } from './show-provider.ts';

export function registerFederation(api: Api, services: Services): void {
  api.handle(listManagedProviders, ({ query }) => pageOfAllProviders(query, showProvider));
  api.handle(previewProviderRoute, ({ body }) => previewProvider(services, body));
  api.handle(createProviderRoute, ({ actor, body }) => createProvider(services, actor, body));
  api.handle(getManagedProvider, async ({ params }) => showProvider(await requireProvider(params.key)));
  api.handle(updateProviderRoute, ({ actor, params, body }) =>
    updateProvider(services, actor, { key: params.key, change: body }),
  );
  api.handle(startTestLoginRoute, ({ actor, params, body }) =>
    startTestLogin(actor, { key: params.key, returnTo: body.returnTo }),
  );
  api.handle(getTestResult, ({ actor, params, query }) =>
    testResultOf(actor, { key: params.key, attempt: query.attempt }),
  );
  api.handle(getFederation, () => showFederation(services));
  api.handle(refreshFederationRoute, async () => {
    await refreshFederation(services);
    return showFederation(services);
  });
  api.handle(listFederationEntities, ({ query }) => listEntities(services, query));
}

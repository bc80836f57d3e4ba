import {
  createProvider,
  getFederation,
  getManagedProvider,
  getTestResult,
  listFederationEntities,
  listManagedProviders,
  type ManagedProvider,
  type MetadataSource,
  previewProvider,
  previewRoleRules,
  refreshFederation,
  type RoleRule,
  type RouteCall,
  startTestLogin,
  updateProvider,
} from '@mediecentral/contracts';
import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { changeUnlessStale } from '../../shared/conflict/index.ts';

const providersKey = ['providers'] as const;
const federationKey = ['federation'] as const;

/** All providers: a county has some dozens. */
export const useProviders = () =>
  useQuery({
    queryKey: providersKey,
    queryFn: async () => (await call(listManagedProviders, { query: { limit: 200 } })).items,
  });

export const useProvider = (key: string) =>
  useQuery({
    queryKey: ['provider', key],
    queryFn: () => call(getManagedProvider, { params: { key } }),
  });

export const useFederation = () => useQuery({ queryKey: federationKey, queryFn: () => call(getFederation) });

export function useRefreshFederation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call(refreshFederation),
    onSuccess: (federation) => {
      queries.setQueryData(federationKey, federation);
      void queries.invalidateQueries({ queryKey: providersKey });
      void queries.invalidateQueries({ queryKey: ['provider'] });
    },
  });
}

/** Identity providers of the federation whose name or address has the words. */
export const useFederationEntities = (q: string) =>
  useQuery({
    queryKey: ['federation', 'entities', q],
    queryFn: () => call(listFederationEntities, { query: { ...(q ? { q } : {}), limit: 50 } }),
    placeholderData: keepPreviousData,
  });

export const usePreviewProvider = () =>
  useMutation({ mutationFn: (source: MetadataSource) => call(previewProvider, { body: source }) });

export type NewProvider = RouteCall<typeof createProvider>['body'];
export type ProviderChange = RouteCall<typeof updateProvider>['body'];

export function useSaveProvider() {
  const queries = useQueryClient();
  const keep = (provider: ManagedProvider) => {
    queries.setQueryData(['provider', provider.key], provider);
    void queries.invalidateQueries({ queryKey: providersKey });
    void queries.invalidateQueries({ queryKey: federationKey });
    void queries.invalidateQueries({ queryKey: ['identity-providers'] });
    return provider;
  };
  return {
    add: async (body: NewProvider): Promise<ManagedProvider> => keep(await call(createProvider, { body })),
    /** @throws SomeoneWasFirst<ManagedProvider> */
    change: async (key: string, body: ProviderChange): Promise<ManagedProvider> => {
      const params = { key };
      return keep(
        await changeUnlessStale(
          () => call(updateProvider, { params, body }),
          () => call(getManagedProvider, { params }),
        ),
      );
    },
  };
}

/** Sends the browser to a test login, which comes back to `returnTo`. */
export const useTestLogin = (key: string) =>
  useMutation({
    mutationFn: (returnTo: string) => call(startTestLogin, { params: { key }, body: { returnTo } }),
    onSuccess: ({ url }) => globalThis.location.assign(url),
  });

export const useTestResult = (key: string, attempt: string | undefined) =>
  useQuery({
    queryKey: ['test-result', key, attempt],
    queryFn:
      attempt === undefined ? skipToken : () => call(getTestResult, { params: { key }, query: { attempt } }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 3000 : false),
  });

export type RuleAttributes = RouteCall<typeof previewRoleRules>['body']['attributes'];

/** The role that rules would give to somebody, before they are saved. */
export const useRolePreview = (wish: { rules: RoleRule[]; attributes: RuleAttributes } | undefined) =>
  useQuery({
    queryKey: ['role-preview', wish],
    queryFn: wish === undefined ? skipToken : () => call(previewRoleRules, { body: wish }),
    placeholderData: keepPreviousData,
    retry: false,
  });

import type { ManagedProvider, MetadataSource } from '@mediecentral/contracts';
import { clock } from '../../../platform/clock.ts';
import type { Services } from '../../../platform/services.ts';
import { findProvider, pageOfAllProviders } from '../provider.repository.ts';
import { readServiceKeys } from '../saml/service-keys.ts';
import { samlFor } from '../saml/service-provider.ts';
import { providerFor } from '../start-login.ts';
import { previewProvider } from './preview-provider.ts';
import { createProvider } from './save-provider.ts';
import { showProvider } from './show-provider.ts';

/** All providers by name, for an operator's terminal. */
export async function listProviders(): Promise<ManagedProvider[]> {
  const providers: ManagedProvider[] = [];
  let after: string | undefined;
  do {
    const page = await pageOfAllProviders({ after }, showProvider);
    providers.push(...page.items);
    after = page.next;
  } while (after);
  return providers;
}

/**
 * Takes up a provider as its preview proposes; what an operator says counts instead.
 * @throws ProblemError as `createProvider` does
 */
export async function takeUpProvider(
  services: Services,
  source: MetadataSource,
  chosen: { key?: string; name?: string; municipalityCode?: string; scopes?: readonly string[] },
): Promise<{ provider: ManagedProvider; warnings: readonly string[] }> {
  const preview = await previewProvider(services, source);
  const municipalityCode = chosen.municipalityCode ?? preview.municipalityCode;
  const provider = await createProvider(services, 'system', {
    key: chosen.key ?? preview.key,
    source,
    name: chosen.name ?? preview.name,
    ...(municipalityCode ? { municipalityCode } : {}),
    scopes: chosen.scopes ? [...chosen.scopes] : preview.scopes,
    options: preview.options,
    roleRules: preview.roleRules,
    enabled: true,
  });
  return { provider, warnings: preview.warnings };
}

/**
 * Asks a provider for its login page with a request of ours, as a browser would; nobody is logged in.
 * @returns the HTTP status of its answer
 * @throws Error when people cannot log in there, or it does not answer
 */
export async function tryProvider({ config }: Services, key: string): Promise<number> {
  if (!(await findProvider(key))) throw new Error(`There is no identity provider with the key ${key}`);
  const provider = await providerFor(key, { production: config.production, now: clock.now(), test: true });
  const keys = provider.options.signRequests ? await readServiceKeys(config.dataDirectory) : undefined;
  const url = await samlFor(config, provider, `_${'0'.repeat(40)}`, keys).getAuthorizeUrlAsync(
    '',
    undefined,
    {},
  );
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
  return response.status;
}

import { isReservedScope } from './made-for-development.ts';
import type { Provider } from './provider.model.ts';

/**
 * The scopes that a provider may speak for now: those that an administrator has chosen, for the federation's providers
 * only while their metadata says them too, and in production none that is reserved.
 */
export function allowedScopes({ source, scopes, scopesInMetadata }: Provider, production: boolean): string[] {
  return scopes
    .filter((scope) => source !== 'aggregate' || scopesInMetadata.includes(scope))
    .filter((scope) => !(production && isReservedScope(scope)));
}

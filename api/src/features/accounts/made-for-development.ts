import type { Provider } from './provider.model.ts';

/** Scopes under `.invalid` can never be a real organisation's (RFC 2606); the development provider's is one. */
export const isReservedScope = (scope: string): boolean => /(?:^|\.)invalid$/i.test(scope);

/** The development provider's entity id, and those of its entries. */
export const isDevelopmentEntity = (entityId: string): boolean =>
  /^urn:mediecentral:development-provider(?::|$)/i.test(entityId);

/** Whether a provider lets people in without a password, by any of its signs: one that is taken away is not enough. */
export const isForDevelopment = ({
  development,
  source,
  entityId,
}: Pick<Provider, 'development' | 'source' | 'entityId'>): boolean =>
  development || source === 'development' || isDevelopmentEntity(entityId);

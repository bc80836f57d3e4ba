/** Scopes under `.invalid` can never be a real organisation's (RFC 2606); the development provider's is one. */
export const isReservedScope = (scope: string): boolean => /(?:^|\.)invalid$/i.test(scope);

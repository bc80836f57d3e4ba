import type { IdentityProvider } from '@mediecentral/contracts';

const key = 'mediecentral.provider';

export const rememberedProvider = (): string | null => localStorage.getItem(key);
export const rememberProvider = (provider: string): void => localStorage.setItem(key, provider);

/** Only a path of this site: whatever else stands in the address leads home. */
export function safeReturnTo(asked: string | null): string {
  const isOwnPath = asked !== null && /^\/(?![/\\])/.test(asked) && !asked.startsWith('/logga-in');
  return isOwnPath ? asked : '/';
}

export const loginAddress = (provider: string, returnTo: string): string =>
  `/saml/login?${new URLSearchParams({ idp: provider, returnTo })}`;

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim();

/**
 * Providers whose name has the words, municipalities first, each in the order of the alphabet; `hogsby` finds Högsby.
 */
export function matching(providers: readonly IdentityProvider[], search: string): IdentityProvider[] {
  const wanted = plain(search);
  return providers
    .filter(({ name }) => plain(name).includes(wanted))
    .toSorted(
      (one, other) =>
        Number(one.municipalityCode === undefined) - Number(other.municipalityCode === undefined) ||
        one.name.localeCompare(other.name, 'sv'),
    );
}

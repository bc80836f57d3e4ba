import type { IdentityProvider, LoginFailure } from '@mediecentral/contracts';

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

/** What the federations' specification of `errorURL` calls a failure; the rest is `OTHER_ERROR`. */
const errorCodes: Partial<Record<LoginFailure, string>> = {
  no_eppn: 'IDENTIFICATION_FAILURE',
  wrong_scope: 'AUTHORIZATION_FAILURE',
};

/** The provider's own page about a login that failed, told what failed, when, and the number under which we log it. */
export function errorPageOf(
  { errorUrl }: IdentityProvider,
  { failure, reference, now }: { failure: LoginFailure; reference: string | null; now: Date },
): string | undefined {
  if (!errorUrl || !/^https?:\/\//.test(errorUrl)) return undefined;
  const said: Record<string, string> = {
    ERRORURL_CODE: errorCodes[failure] ?? 'OTHER_ERROR',
    ERRORURL_TS: String(Math.floor(now.getTime() / 1000)),
    ERRORURL_TID: reference ?? '',
    ERRORURL_CTX: failure,
  };
  return errorUrl.replaceAll(/ERRORURL_(?:CODE|TS|TID|CTX)/g, (name) => encodeURIComponent(said[name] ?? ''));
}

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

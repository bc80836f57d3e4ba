const nowhere = 'http://return.invalid';

/** The path of our own to go to after login: `/` for anything that could lead elsewhere, or to the login again. */
export function returnPathOf(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 2000 || !/^\/(?![/\\])/.test(asked)) return '/';
  if (!URL.canParse(asked, nowhere)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, nowhere);
  // A path such as `/.//elsewhere.example` becomes `//elsewhere.example` once it has been read.
  const leadsElsewhere = origin !== nowhere || pathname.startsWith('//');
  const leadsBack = /^\/(?:saml|api|logga-in)(?:\/|$)/.test(pathname);
  return leadsElsewhere || leadsBack ? '/' : `${pathname}${search}${hash}`;
}

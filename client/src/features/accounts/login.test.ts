import type { IdentityProvider } from '@mediecentral/contracts';
import { errorPageOf, loginAddress, matching, safeReturnTo } from './login.ts';

const provider = (name: string, municipalityCode?: string): IdentityProvider => ({
  key: name,
  name,
  development: false,
  ...(municipalityCode ? { municipalityCode } : {}),
});

describe('logging in', () => {
  it('leads back to the page that was asked for, and never off the site', () => {
    expect(safeReturnTo('/lan/5?from=mail')).toBe('/lan/5?from=mail');
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'lan',
      null,
      '/logga-in',
    ]) {
      expect(safeReturnTo(elsewhere)).toBe('/');
    }
    expect(loginAddress('nybro', '/lan/5?x=1')).toBe('/saml/login?idp=nybro&returnTo=%2Flan%2F5%3Fx%3D1');
  });

  it('tells the provider’s own page what failed, when and under which number', () => {
    const nybro = {
      ...provider('Nybro'),
      errorUrl: 'https://idp.se/ERRORURL_CODE?t=ERRORURL_TS&n=ERRORURL_TID',
    };
    const told = { reference: 'a&b', now: new Date('2026-03-02T08:00:00Z') };
    const page = (failure: 'no_eppn' | 'refused') => errorPageOf(nybro, { failure, ...told });
    expect(page('no_eppn')).toBe('https://idp.se/IDENTIFICATION_FAILURE?t=1772438400&n=a%26b');
    expect(page('refused')).toContain('/OTHER_ERROR?');
    expect(errorPageOf(provider('Kalmar'), { failure: 'refused', ...told })).toBeUndefined();
    const script = { ...nybro, errorUrl: 'javascript:alert(1)' };
    expect(errorPageOf(script, { failure: 'refused', ...told })).toBeUndefined();
  });

  it('finds a municipality by its name without its dots, municipalities before others', () => {
    const all = [provider('Akademiskolan'), provider('Västervik', '0883'), provider('Högsby', '0821')];
    expect(matching(all, '').map(({ name }) => name)).toEqual(['Högsby', 'Västervik', 'Akademiskolan']);
    expect(matching(all, ' hogs').map(({ name }) => name)).toEqual(['Högsby']);
    expect(matching(all, 'xyz')).toEqual([]);
  });
});

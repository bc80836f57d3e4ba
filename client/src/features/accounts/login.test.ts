import type { IdentityProvider } from '@mediecentral/contracts';
import { loginAddress, matching, safeReturnTo } from './login.ts';

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

  it('finds a municipality by its name without its dots, municipalities before others', () => {
    const all = [provider('Akademiskolan'), provider('Västervik', '0883'), provider('Högsby', '0821')];
    expect(matching(all, '').map(({ name }) => name)).toEqual(['Högsby', 'Västervik', 'Akademiskolan']);
    expect(matching(all, ' hogs').map(({ name }) => name)).toEqual(['Högsby']);
    expect(matching(all, 'xyz')).toEqual([]);
  });
});

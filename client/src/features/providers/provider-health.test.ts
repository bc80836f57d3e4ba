import { provider } from '../../testing/provider-answers.ts';
import { byUrgency, isRefusing } from './provider-health.ts';

const refusal = { at: '2026-03-02T09:00:00.000Z', check: 'scope', reference: 'R-1' };

describe('how providers are', () => {
  it('counts a refusal only until somebody has logged in again', () => {
    expect(isRefusing(provider('Nybro', { lastRefusal: refusal }))).toBe(true);
    expect(
      isRefusing(provider('Nybro', { lastRefusal: refusal, lastLoginAt: '2026-03-02T09:01:00.000Z' })),
    ).toBe(false);
    expect(
      isRefusing(provider('Nybro', { lastRefusal: refusal, lastLoginAt: '2026-03-02T08:59:00.000Z' })),
    ).toBe(true);
    expect(isRefusing(provider('Nybro'))).toBe(false);
  });

  it('is listed with what breaks first, and by name in Swedish order where nothing does', () => {
    const all = [
      provider('Östra'),
      provider('Nybro', { lastRefusal: refusal }),
      provider('Ängsskolan'),
      provider('Avstängd', { state: 'disabled' }),
      provider('Högsby', { state: 'expiring' }),
      provider('Torsås', { state: 'expired' }),
    ];
    expect(byUrgency(all).map(({ name }) => name)).toEqual([
      'Torsås',
      'Högsby',
      'Nybro',
      'Ängsskolan',
      'Östra',
      'Avstängd',
    ]);
  });
});

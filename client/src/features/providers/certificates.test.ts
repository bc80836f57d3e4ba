import type { ProviderCertificate } from '@mediecentral/contracts';
import { outlookOf } from './certificates.ts';

const certificate = (notAfter: string, use: ProviderCertificate['use'] = 'signing'): ProviderCertificate => ({
  sha256: 'a'.repeat(64),
  subject: 'CN=idp',
  notBefore: '2024-01-01T00:00:00.000Z',
  notAfter,
  use,
});
const today = '2026-03-02';

describe('how long a login lasts', () => {
  it('is counted in days at the centre, to the last of its signing certificates', () => {
    const outlook = outlookOf(
      [certificate('2026-03-13T23:30:00.000Z'), certificate('2030-01-01T00:00:00.000Z', 'encryption')],
      today,
    );
    expect(outlook).toEqual({ lastDay: '2026-03-14', days: 12, retiring: undefined });
  });

  it('says which certificate goes out while a later one is accepted already', () => {
    const outlook = outlookOf(
      [certificate('2026-03-14T10:00:00.000Z'), certificate('2028-03-14T10:00:00.000Z')],
      today,
    );
    expect(outlook).toMatchObject({ lastDay: '2028-03-14', retiring: '2026-03-14' });
    const later = [certificate('2027-03-14T10:00:00.000Z'), certificate('2028-03-14T10:00:00.000Z')];
    expect(outlookOf(later, today)?.retiring).toBeUndefined();
  });

  it('is unknown without a signing certificate, and past when the last has gone out', () => {
    expect(outlookOf([certificate('2030-01-01T00:00:00.000Z', 'encryption')], today)).toBeUndefined();
    expect(outlookOf([certificate('2026-02-28T12:00:00.000Z')], today)?.days).toBe(-2);
  });
});

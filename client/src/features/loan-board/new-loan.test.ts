import { loanRequest } from '@mediecentral/contracts';
import { asRequest, asWish, emptyNewLoan, withLine, withoutLine } from './new-loan.ts';

const school = '0123456789abcdef01234567';
const robots = 'aaaaaaaaaaaaaaaaaaaaaaaa';
const filled = {
  ...emptyNewLoan(),
  schoolUnitId: school,
  from: '2026-03-16',
  to: '2026-03-20',
  lines: [{ key: 0, modelId: robots, quantity: 6 }],
};

describe('a loan for a school', () => {
  it('is asked about only when school, days and something to lend are known', () => {
    expect(asWish(emptyNewLoan())).toBeUndefined();
    expect(asWish({ ...filled, schoolUnitId: undefined })).toBeUndefined();
    expect(asWish({ ...filled, from: '2026-03-23' })).toBeUndefined();
    expect(asWish(filled)?.lines).toEqual([{ modelId: robots, quantity: 6 }]);
  });

  it('counts one model in two lines together', () => {
    const twice = { ...filled, ...withLine(filled, 1, { modelId: robots, quantity: 2 }) };
    expect(asWish(twice)?.lines).toEqual([{ modelId: robots, quantity: 8 }]);
  });

  it('is sent as the api takes it, without what was left empty', () => {
    const request = asRequest({ ...filled, group: ' 5A ', purpose: '  ' }, 'request-1');
    expect(loanRequest.parse(request)).toEqual(request);
    expect(request).toMatchObject({ group: '5A' });
    expect(request).not.toHaveProperty('purpose');
  });

  it('keeps the other lines apart when one is taken out', () => {
    const three = { ...filled, ...withLine({ ...filled, ...withLine(filled, 1, {}) }, 2, {}) };
    expect(withoutLine(three, 1).lines.map(({ key }) => key)).toEqual([0, 2]);
  });
});

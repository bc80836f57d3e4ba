import { listLoans } from '@mediecentral/contracts';
import { assert, constantFrom, dictionary, oneof, property, string } from 'fast-check';
import { filtersFrom, queryFor } from './loan-filters.ts';

describe('the filters of the loan board', () => {
  it('are what the address says', () => {
    const address = new URLSearchParams('show=overdue&municipality=0881&from=2026-03-01&q=Norr%C3%A4ngs');
    expect(filtersFrom(address)).toEqual({
      show: 'overdue',
      municipality: '0881',
      from: '2026-03-01',
      q: 'Norrängs',
    });
  });

  it('leave out what makes no sense instead of showing an error', () => {
    expect(
      filtersFrom(new URLSearchParams('show=reserving&municipality=Nybro&modelId=1&from=2026-02-30')),
    ).toEqual({});
  });

  it('ask for a state, or for what goes on, never both', () => {
    expect(queryFor({ show: 'packed' })).toEqual({ state: 'packed' });
    expect(queryFor({ show: 'open', q: 'L-2026' })).toEqual({ open: 'true', q: 'L-2026' });
  });

  it('are taken by the api, whatever stands in the address', () => {
    const names = constantFrom('show', 'q', 'municipality', 'modelId', 'schoolUnitId', 'from', 'to');
    const values = oneof(
      constantFrom('open', 'closed', '0880', '2026-03-02', '0123456789abcdef01234567'),
      string({ unit: constantFrom('a', 'Å', '0', '-', ' ', '&', '=') }),
    );
    assert(
      property(dictionary(names, values), (parameters) => {
        const query = queryFor(filtersFrom(new URLSearchParams(parameters)));
        expect(listLoans.query.safeParse(query).success).toBe(true);
      }),
    );
  });
});

import * as fc from 'fast-check';
import { compareYears, type LoanCount, type YearCount } from './loan-statistics.ts';

const count = fc.record({ loans: fc.nat(500), units: fc.nat(5000) });
const anyYear: fc.Arbitrary<YearCount> = fc
  .dictionary(fc.constantFrom('0880', '0881', '0821', '0885', '0862'), count)
  .map((groups) => {
    const rows = Object.entries(groups).map(([key, figures]): LoanCount => ({
      key,
      label: `Kommun ${key}`,
      ...figures,
    }));
    const loans = rows.reduce((total, row) => total + row.loans, 0);
    return { rows, total: { loans, units: rows.reduce((total, row) => total + row.units, 0) } };
  });

const yearOf = (rows: LoanCount[]): YearCount => ({ rows, total: { loans: 1, units: 1 } });

describe('two years side by side', () => {
  it('lose no loan of either: each column sums to its year', () => {
    fc.assert(
      fc.property(anyYear, anyYear, (year, previous) => {
        const { rows, total, overlap } = compareYears(year, previous);
        for (const part of ['value', 'previous'] as const) {
          expect(rows.reduce((sum, row) => sum + row.loans[part], 0)).toBe(total.loans[part] + overlap[part]);
          expect(rows.reduce((sum, row) => sum + row.units[part], 0)).toBe(total.units[part]);
          expect(overlap[part]).toBe(0);
        }
      }),
    );
  });

  it('show a group that only one of them has, in Swedish order', () => {
    const figures = compareYears(
      yearOf([{ key: 'o', label: 'Öland', loans: 1, units: 1 }]),
      yearOf([
        { key: 'a', label: 'Åby', loans: 1, units: 1 },
        { key: 'z', label: 'Zinkgruvan', loans: 0, units: 0 },
      ]),
    );
    expect(figures.rows.map(({ label, loans }) => [label, loans.value, loans.previous])).toEqual([
      ['Zinkgruvan', 0, 0],
      ['Åby', 0, 1],
      ['Öland', 1, 0],
    ]);
  });

  it('say by how much models overlap, where one loan stands in two rows', () => {
    const both: YearCount = {
      rows: [
        { key: 'a', label: 'BlueBot', loans: 3, units: 18 },
        { key: 'b', label: 'iPad', loans: 2, units: 2 },
      ],
      total: { loans: 4, units: 20 },
    };
    expect(compareYears(both, both).overlap).toEqual({ value: 1, previous: 1 });
  });
});

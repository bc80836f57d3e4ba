import type { LoanStatistics } from '@mediecentral/contracts';

/** What one group of a year's loans sums to. */
export type LoanCount = { key: string; label: string; loans: number; units: number };

export type YearCount = { rows: readonly LoanCount[]; total: Omit<LoanCount, 'key' | 'label'> };

type Figures = Pick<LoanStatistics, 'rows' | 'total' | 'overlap'>;

const sum = (rows: readonly LoanCount[]) => rows.reduce((loans, row) => loans + row.loans, 0);

/**
 * Two years side by side: every group that either year has, with 0 where the other has none, ordered by label. The total
 * counts each loan once; `overlap` is what the rows sum to beyond it.
 */
export function compareYears(year: YearCount, previous: YearCount): Figures {
  const now = new Map(year.rows.map((row) => [row.key, row]));
  const before = new Map(previous.rows.map((row) => [row.key, row]));
  const keys = [...new Set([...now.keys(), ...before.keys()])];
  const rows = keys.map((key) => ({
    key,
    label: now.get(key)?.label ?? before.get(key)?.label ?? key,
    loans: { value: now.get(key)?.loans ?? 0, previous: before.get(key)?.loans ?? 0 },
    units: { value: now.get(key)?.units ?? 0, previous: before.get(key)?.units ?? 0 },
  }));
  return {
    rows: rows.toSorted((left, right) => left.label.localeCompare(right.label, 'sv')),
    total: {
      loans: { value: year.total.loans, previous: previous.total.loans },
      units: { value: year.total.units, previous: previous.total.units },
    },
    overlap: {
      value: sum(year.rows) - year.total.loans,
      previous: sum(previous.rows) - previous.total.loans,
    },
  };
}

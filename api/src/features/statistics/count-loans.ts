import type { LoanStatistics, Municipality } from '@mediecentral/contracts';
import type { LoanFigures } from '../loans/index.ts';
import type { LoanCount, YearCount } from './loan-statistics.ts';

type Group = { key: string; label: string; units: number };

/** What loans are counted by; `rows` are those that stand there even without a loan. */
export type Grouping = { rows: readonly Omit<Group, 'units'>[]; groupsOf: (loan: LoanFigures) => Group[] };

const unitsOf = ({ lines }: LoanFigures) => lines.reduce((sum, line) => sum + line.quantity, 0);

/** By municipality as it was at the time; those that the centre serves are there with 0 too. */
const byMunicipality = (served: readonly Municipality[]): Grouping => ({
  rows: served.map(({ code, name }) => ({ key: code, label: name })),
  groupsOf: (loan) => [{ key: loan.municipality.code, label: loan.municipality.name, units: unitsOf(loan) }],
});

/** By model; a loan of two models is one loan of each. */
const byModel: Grouping = {
  rows: [],
  groupsOf({ lines }) {
    const models = new Map<string, Group>();
    for (const { modelId, modelName, quantity } of lines) {
      const units = (models.get(modelId)?.units ?? 0) + quantity;
      models.set(modelId, { key: modelId, label: modelName, units });
    }
    return [...models.values()];
  },
};

const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** By the month of the first day, named as those of one year, so that two years stand side by side. */
function byMonth(year: number): Grouping {
  const named = (month: string) => ({ key: `${year}-${month}`, label: `${year}-${month}` });
  return {
    rows: months.map(named),
    groupsOf: (loan) => [{ ...named(loan.from.slice(5, 7)), units: unitsOf(loan) }],
  };
}

export function groupingBy(
  by: LoanStatistics['by'],
  { year, served }: { year: number; served: readonly Municipality[] },
): Grouping {
  if (by === 'municipality') return byMunicipality(served);
  return by === 'model' ? byModel : byMonth(year);
}

/** A year's loans by group. The total counts each loan once. A group bears the name that its last loan gave it. */
export function countLoans(loans: readonly LoanFigures[], { rows, groupsOf }: Grouping): YearCount {
  const counts = new Map<string, LoanCount>(rows.map((row) => [row.key, { ...row, loans: 0, units: 0 }]));
  for (const loan of loans) {
    for (const { key, label, units } of groupsOf(loan)) {
      const before = counts.get(key);
      counts.set(key, {
        key,
        label,
        loans: (before?.loans ?? 0) + 1,
        units: (before?.units ?? 0) + units,
      });
    }
  }
  const units = loans.reduce((sum, loan) => sum + unitsOf(loan), 0);
  return { rows: [...counts.values()], total: { loans: loans.length, units } };
}

import type { LoanStatistics, LoanState } from '@mediecentral/contracts';
import type { Words } from '../../platform/words.ts';
import type { Table } from './table.ts';

/** A loan as the export lists it: no borrower, since figures need no persons. */
export type ExportedLoan = {
  reference: string;
  state: LoanState;
  from: string;
  to: string;
  municipality: string;
  schoolUnit: string;
  stage: string | undefined;
  lines: readonly { modelName: string; quantity: number }[];
};

/** The year's figures by municipality or model, with last year beside, as a sheet. */
export function statisticsTable({ year, by, rows, total, overlap }: LoanStatistics, words: Words): Table {
  const columns = [`${year}`, `${year - 1}`, words('export.change')];
  return {
    title: words(`export.title_${by}`, { year }),
    headings: [
      words(`export.${by}`),
      ...columns.map((column) => `${words('export.loans')} ${column}`),
      ...columns.map((column) => `${words('export.units')} ${column}`),
    ],
    rows: rows.map(({ label, loans, units }) => [label, ...figures(loans), ...figures(units)]),
    total: [words('export.total'), ...figures(total.loans), ...figures(total.units)],
    notes: [
      words('export.note_counted'),
      ...(overlap.value + overlap.previous > 0
        ? [
            words('export.note_overlap', {
              year,
              lastYear: year - 1,
              count: overlap.value,
              previous: overlap.previous,
            }),
          ]
        : []),
    ],
  };
}

const figures = ({ value, previous }: { value: number; previous: number }) => [
  value,
  previous,
  value - previous,
];

/** Every loan of the year on a row of its own. */
export function loansTable(year: number, loans: readonly ExportedLoan[], words: Words): Table {
  const headings = ['reference', 'from', 'to', 'municipality', 'school', 'stage', 'models', 'units', 'state'];
  return {
    title: words('export.title_loan', { year }),
    headings: headings.map((heading) => words(`export.${heading}`)),
    rows: loans.map((loan) => [
      loan.reference,
      loan.from,
      loan.to,
      loan.municipality,
      loan.schoolUnit,
      loan.stage ? words(`stage.${loan.stage}`) : undefined,
      loan.lines.map((line) => `${line.quantity} ${line.modelName}`).join(', '),
      loan.lines.reduce((sum, line) => sum + line.quantity, 0),
      words(`loan.state.${loan.state}`),
    ]),
    total: [words('export.total'), ...Array.from({ length: 6 }, () => undefined), unitsOf(loans), undefined],
  };
}

const unitsOf = (loans: readonly ExportedLoan[]) =>
  loans.flatMap((loan) => loan.lines).reduce((sum, line) => sum + line.quantity, 0);

import type { ListedLoan } from '@mediecentral/contracts';
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { DenseTable, LoanStateBadge } from '../../shared/ui/index.ts';
import { linesInWords } from '../loan-handling/index.ts';
import classes from './loan-board.module.css';

const features = tableFeatures({});
const column = createColumnHelper<typeof features, ListedLoan>();

/** How a column's cells stand in a `DenseTable`. */
const cellKinds: Record<string, Record<string, boolean>> = {
  reference: { 'data-main': true, 'data-short': true },
  dates: { 'data-short': true },
  back: { 'data-short': true },
  state: { 'data-short': true },
};

export function LoanTable({ loans, dimmed }: { loans: ListedLoan[]; dimmed: boolean }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const table = useTable({ features, columns, data: loans, getRowId: (loan) => loan.id });
  return (
    <div className={classes.table} data-dimmed={dimmed}>
      <DenseTable label={t('staff.nav.loans')}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                // Its words come from the column.
                // oxlint-disable-next-line jsx-a11y/control-has-associated-label
                <th key={header.id} scope="col">
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id} {...cellKinds[cell.column.id]}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </div>
  );
}

function useColumns() {
  const { t } = useTranslation();
  const dates = useDateFormats();
  return useMemo(
    () =>
      column.columns([
        column.accessor('reference', {
          header: t('today.loan'),
          cell: ({ row: { original: loan } }) => (
            <Link to={`/personal/lan/${loan.id}`}>{loan.reference}</Link>
          ),
        }),
        column.accessor((loan) => linesInWords(loan.lines), { id: 'what', header: t('today.what') }),
        column.accessor((loan) => loan.schoolUnit.name, { id: 'school', header: t('today.school') }),
        column.accessor((loan) => loan.municipality.name, {
          id: 'municipality',
          header: t('board.municipality'),
        }),
        column.accessor((loan) => loan.borrower?.displayName ?? t('staff.anonymous'), {
          id: 'borrower',
          header: t('board.borrower'),
        }),
        column.accessor((loan) => dates.period(loan.from, loan.to), {
          id: 'dates',
          header: t('board.atSchool'),
        }),
        column.accessor((loan) => dates.date(loan.window.backOn), { id: 'back', header: t('board.back') }),
        column.accessor('state', {
          header: t('board.state'),
          cell: ({ row: { original: loan } }) => (
            <>
              <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />
              {loan.inDanger && <span className={classes.danger}>{t('queue.in_danger')}</span>}
            </>
          ),
        }),
      ]),
    [t, dates],
  );
}

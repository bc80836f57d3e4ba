import type { LoanStatistics } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { DenseTable } from '../../shared/ui/index.ts';
import { useChangeWords } from './use-change-words.ts';

/** The figures themselves, to read and to copy. */
export function FigureTable({ statistics: { rows, total, by, year } }: { statistics: LoanStatistics }) {
  const { t } = useTranslation();
  const words = useChangeWords();
  const cells = ({ loans, units }: Pick<LoanStatistics['total'], 'loans' | 'units'>) => (
    <>
      <td data-number>{words.number(loans.value)}</td>
      <td data-number>{words.number(loans.previous)}</td>
      <td data-number>{words.change(loans)}</td>
      <td data-number>{words.number(units.value)}</td>
      <td data-number>{words.number(units.previous)}</td>
    </>
  );
  return (
    <DenseTable label={t('statistics.tableLabel', { year })} cards={false}>
      <thead>
        <tr>
          <th scope="col">{t(`statistics.column.${by}`)}</th>
          <th scope="col" data-number>
            {t('statistics.loansIn', { year })}
          </th>
          <th scope="col" data-number>
            {year - 1}
          </th>
          <th scope="col" data-number>
            {t('statistics.change')}
          </th>
          <th scope="col" data-number>
            {t('statistics.unitsIn', { year })}
          </th>
          <th scope="col" data-number>
            {year - 1}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {cells(row)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('statistics.total')}</th>
          {cells(total)}
        </tr>
      </tfoot>
    </DenseTable>
  );
}

import type { Loan } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DenseTable } from '../../shared/ui/index.ts';
import classes from './loan-board.module.css';

/** What was asked for, what was granted, and which units it became. */
export function LoanLines({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  return (
    <DenseTable label={t('today.what')}>
      <thead>
        <tr>
          <th scope="col">{t('today.model')}</th>
          <th scope="col">{t('packing.shelf')}</th>
          <th scope="col" data-number>
            {t('today.asked')}
          </th>
          <th scope="col" data-number>
            {t('board.granted')}
          </th>
          <th scope="col">{t('board.units')}</th>
        </tr>
      </thead>
      <tbody>
        {loan.lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" data-main>
              {line.modelName}
            </th>
            <td data-label={t('packing.shelf')}>{line.shelf}</td>
            <td data-number data-label={t('today.asked')}>
              {line.asked}
            </td>
            <td data-number data-label={t('board.granted')}>
              {line.granted ?? '–'}
            </td>
            <td>
              <ul className={classes.units}>
                {line.units.map((unit) => (
                  <li key={unit.unitId}>
                    <Link to={`/personal/exemplar/${unit.unitId}`}>{unit.inventoryNumber}</Link>
                    {unit.outcome && ` ${t(`board.outcome.${unit.outcome}`).toLocaleLowerCase()}`}
                    {unit.note && `: ${unit.note}`}
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}

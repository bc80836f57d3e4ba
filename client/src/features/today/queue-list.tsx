import type { Queue, QueuedLoan } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { DenseTable, EmptyState } from '../../shared/ui/index.ts';
import { linesInWords } from '../loan-handling/index.ts';
import classes from './queue-list.module.css';
import { RowStep } from './row-step.tsx';

type Properties = {
  queue: Queue;
  loans: readonly QueuedLoan[];
  selectedId: string | undefined;
  /** Absent where there is no room for the panel: then a row leads to the loan's page. */
  onSelect: ((loan: QueuedLoan) => void) | undefined;
};

/** The loans of one queue, the most urgent first. */
export function QueueList({ queue, loans, selectedId, onSelect }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  if (loans.length === 0)
    return <EmptyState title={t('today.allClear')} text={t(`today.nothing.${queue}`)} />;
  return (
    <DenseTable label={t(`queue.${queue}`)}>
      <thead>
        <tr>
          <th scope="col">{t('today.loan')}</th>
          <th scope="col">{t('today.what')}</th>
          <th scope="col">{t('today.school')}</th>
          <th scope="col">{t(`today.when.${queue}`)}</th>
          <th scope="col" data-action>
            {t('today.next')}
          </th>
        </tr>
      </thead>
      <tbody>
        {loans.map((loan) => (
          <tr
            key={loan.id}
            id={rowId(loan.id)}
            data-selected={onSelect !== undefined && loan.id === selectedId}
            className={onSelect && classes.selectable}
            onClick={(event) => {
              if (onSelect && !isControl(event.target)) onSelect(loan);
            }}
          >
            <th scope="row" data-main data-short>
              {onSelect ? (
                <button
                  type="button"
                  className={classes.select}
                  aria-pressed={loan.id === selectedId}
                  onClick={() => onSelect(loan)}
                >
                  {loan.reference}
                </button>
              ) : (
                <Link to={`/personal/lan/${loan.id}`}>{loan.reference}</Link>
              )}
            </th>
            <td>{linesInWords(loan.lines)}</td>
            <td>
              {loan.schoolUnit.name}, {loan.municipality.name}
            </td>
            <td data-short>
              {queue === 'to_answer' || queue === 'in_danger'
                ? dates.period(loan.from, loan.to)
                : dates.near(loan.due)}
            </td>
            <td data-action>
              <RowStep queue={queue} loan={loan} />
            </td>
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}

/** For scrolling to a row that was stepped to. */
export const rowId = (loanId: string) => `loan-${loanId}`;

const isControl = (target: EventTarget) => target instanceof Element && target.closest('a, button') !== null;

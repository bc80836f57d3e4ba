import type { Today } from '@mediecentral/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Note } from '../../shared/ui/index.ts';
import { linesInWords } from '../loan-handling/index.ts';

const most = 3;

/** Loans that no longer fit, because something broke or was lost: beside whatever queue is shown. */
export function DangerNotes({ today }: { today: Today }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { items = [], total = 0 } = today.queues.find(({ queue }) => queue === 'in_danger') ?? {};
  return (
    <>
      {items.slice(0, most).map((loan) => (
        <Note key={loan.id} kind="bad">
          <Text fw={600}>{t('today.inDanger', { reference: loan.reference })}</Text>
          <Text>
            {t('today.inDangerText', {
              what: linesInWords(loan.lines),
              school: loan.schoolUnit.name,
              from: dates.day(loan.from),
            })}{' '}
            <Link to={`/personal/lan/${loan.id}`}>
              {t('today.lookAtLoan', { reference: loan.reference })}
            </Link>
          </Text>
        </Note>
      ))}
      {total > most && <Link to="?queue=in_danger">{t('today.moreInDanger', { count: total - most })}</Link>}
    </>
  );
}

import type { Loan } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import classes from './loan-board.module.css';

/** What has happened to a loan, the latest first. */
export function LoanHistory({ events }: { events: Loan['events'] }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  return (
    <ol className={classes.history}>
      {events.toReversed().map((event, index) => (
        <li key={`${event.at} ${event.kind} ${events.length - index}`}>
          <time dateTime={event.at}>{dates.instant(event.at)}</time>
          <span>
            {t(`board.event.${event.kind}`)} <span>({event.by ?? t(`staff.side.${event.side}`)})</span>
            {event.message && <q>{event.message}</q>}
          </span>
        </li>
      ))}
    </ol>
  );
}

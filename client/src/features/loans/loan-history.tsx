import type { Loan } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { SectionCard } from '../../shared/ui/index.ts';
import classes from './loan-history.module.css';

/** Every unit’s way into the box is for the staff; a borrower reads when the box was packed. */
const shown = ({ kind }: Loan['events'][number]) => kind !== 'unit_packed' && kind !== 'unit_unpacked';

/** What has happened, newest first. */
export function LoanHistory({ events }: { events: Loan['events'] }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  return (
    <SectionCard title={t('loans.happened')}>
      <ol className={classes.log} reversed>
        {events
          .filter(shown)
          .toReversed()
          .map((event) => {
            const what = t(`loans.event.${event.kind}`);
            return (
              <li key={`${event.at} ${event.kind}`}>
                <time dateTime={event.at}>{dates.instant(event.at)}</time>
                <span>
                  {event.side === 'borrower' && event.by ? t('loans.eventBy', { what, who: event.by }) : what}
                  {event.message && `. ”${event.message}”`}
                </span>
              </li>
            );
          })}
      </ol>
    </SectionCard>
  );
}

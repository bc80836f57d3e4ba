import type { Queue, Today } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './queue-tabs.module.css';

type Properties = { queues: Today['queues']; chosen: Queue };

const hot: ReadonlySet<Queue> = new Set(['overdue', 'in_danger']);

/** The six queues with how much is in each; the one that is shown is marked. */
export function QueueTabs({ queues, chosen }: Properties) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('today.queuesLabel')} className={classes.queues}>
      {queues.map(({ queue, total, oldestDays }) => (
        <Link
          key={queue}
          to={`?queue=${queue}`}
          replace
          preventScrollReset
          aria-current={queue === chosen ? 'true' : undefined}
          data-hot={hot.has(queue) && total > 0}
        >
          <span className={classes.number}>{total}</span>
          <span className={classes.name}>{t(`queue.${queue}`)}</span>
          <small>
            {total === 0 ? t('today.queueEmpty') : t(`today.oldest.${queue}`, { count: oldestDays })}
          </small>
        </Link>
      ))}
    </nav>
  );
}

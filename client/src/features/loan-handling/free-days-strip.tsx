import type { Decision } from '@mediecentral/contracts';
import { isoWeek, parseCivilDate } from '@mediecentral/calendar';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import classes from './free-days-strip.module.css';

type Properties = {
  modelName: string;
  days: Decision['lines'][number]['days'];
  asked: number;
  /** First and last day at school, marked beneath. */
  from: string;
  to: string;
};

/** How many are free, day by day, around a loan; closed days are hatched, days that are too short are red. */
export function FreeDaysStrip({ modelName, days, asked, from, to }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const weeks = days.length > 0 ? weeksOf(days[0]?.date ?? from, days.at(-1)?.date ?? to) : '';
  return (
    <figure className={classes.figure}>
      <figcaption>
        <strong>{t('today.freeByDay', { model: modelName })}</strong>{' '}
        <span>{t('today.weeks', { weeks })}</span>
      </figcaption>
      <ol className={classes.strip}>
        {days.map(({ date, free, open }) => (
          <li
            key={date}
            className={classes.day}
            data-kind={!open ? 'closed' : free < asked ? 'short' : 'free'}
            data-wanted={date >= from && date <= to}
            title={dates.day(date)}
          >
            <span className={classes.read}>
              {open
                ? t('today.freeOn', { date: dates.day(date), count: free })
                : t('today.closedOn', { date: dates.day(date) })}
            </span>
            <span aria-hidden>{open ? free : '–'}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function weeksOf(from: string, to: string): string {
  const [first, last] = [isoWeek(parseCivilDate(from)).week, isoWeek(parseCivilDate(to)).week];
  return first === last ? String(first) : `${first}–${last}`;
}

import { addDays, civilDate } from '@mediecentral/calendar';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { withWeekday } from './calendar-values.ts';
import classes from './calendars.module.css';

type Properties = {
  label: string;
  value: readonly number[];
  onChange: (days: number[]) => void;
  hideLabel?: boolean;
};

/** Any Monday: only its weekday's name is used. */
const monday = civilDate(2026, 3, 2);

/** Weekdays to switch on and off, Monday first. */
export function WeekdayChoice({ label, value, onChange, hideLabel = false }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  return (
    <fieldset className={classes.weekdays}>
      <legend className={hideLabel ? classes.read : undefined}>{label}</legend>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => {
        const date = addDays(monday, day - 1);
        return (
          <label key={day} data-on={value.includes(day)}>
            <input
              type="checkbox"
              aria-label={dates.weekday(date)}
              checked={value.includes(day)}
              onChange={() => onChange(withWeekday(value, day))}
            />
            <span aria-hidden>{dates.weekdayShort(date)}</span>
          </label>
        );
      })}
      {value.length === 0 && <span className={classes.none}>{t('calendars.never')}</span>}
    </fieldset>
  );
}

import { TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import type { CalendarValues } from './calendar-values.ts';
import classes from './calendars.module.css';
import { useMunicipalities } from './organisation-api.ts';
import { WeekdayChoice } from './weekday-choice.tsx';

/** On which weekdays the transport goes to each municipality, when it leaves, and the days on which it does not go. */
export function TransportRows({ form }: { form: UseFormReturnType<CalendarValues> }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const municipalities = useMunicipalities();
  const { transport } = form.values;
  const change = (code: string, changed: Partial<CalendarValues['transport'][number]>) => {
    const known = transport.find((run) => run.municipalityCode === code);
    const run = { municipalityCode: code, weekdays: [], exceptions: [], departure: '', ...known, ...changed };
    form.setFieldValue(
      'transport',
      known ? transport.map((one) => (one.municipalityCode === code ? run : one)) : [...transport, run],
    );
  };
  return (
    <ul className={classes.runs}>
      {(municipalities.data ?? []).map(({ code, name }) => {
        const run = transport.find((one) => one.municipalityCode === code);
        const exceptions = run?.exceptions ?? [];
        return (
          <li key={code}>
            <b>{name}</b>
            <WeekdayChoice
              label={t('calendars.runsTo', { name })}
              hideLabel
              value={run?.weekdays ?? []}
              onChange={(weekdays) => change(code, { weekdays })}
            />
            <TextInput
              aria-label={t('calendars.departureTo', { name })}
              placeholder={t('calendars.departureHint')}
              maxLength={20}
              value={run?.departure ?? ''}
              onChange={(event) => change(code, { departure: event.currentTarget.value })}
            />
            <DatePickerInput
              type="multiple"
              aria-label={t('calendars.exceptionsTo', { name })}
              placeholder={t('calendars.noExceptions')}
              clearable
              clearButtonProps={{ 'aria-label': t('action.clear') }}
              ariaLabels={{
                previousMonth: t('calendar.previousMonth'),
                nextMonth: t('calendar.nextMonth'),
                monthLevelControl: t('calendar.chooseMonth'),
                yearLevelControl: t('calendar.chooseYear'),
              }}
              hideOutsideDates
              valueFormatter={() => exceptions.map((date) => dates.day(date)).join(', ')}
              value={exceptions}
              onChange={(chosen) => change(code, { exceptions: chosen.toSorted() })}
            />
          </li>
        );
      })}
    </ul>
  );
}

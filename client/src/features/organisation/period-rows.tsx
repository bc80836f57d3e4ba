import { ActionIcon, Button, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../shared/ui/index.ts';
import { type CalendarValues, isPast, type PeriodField } from './calendar-values.ts';
import classes from './calendars.module.css';

type Properties = {
  form: UseFormReturnType<CalendarValues>;
  field: PeriodField;
  /** The centre's civil date: what has passed is only shown when asked for. */
  today: string;
};

/** Named periods, first and last day included. */
export function PeriodRows({ form, field, today }: Properties) {
  const { t } = useTranslation();
  const [showsPast, setShowsPast] = useState(false);
  const periods = form.values[field];
  const past = periods.filter((period) => isPast(period, today)).length;
  return (
    <fieldset className={classes.periods}>
      <legend>{t(field === 'closedPeriods' ? 'calendars.closedPeriods' : 'calendars.holidays')}</legend>
      {past > 0 && (
        <Button
          size="xs"
          variant="subtle"
          mb="xs"
          aria-expanded={showsPast}
          onClick={() => setShowsPast(!showsPast)}
        >
          {t(showsPast ? 'calendars.hidePast' : 'calendars.showPast', { count: past })}
        </Button>
      )}
      {periods.length === past && (
        <Text size="sm" c="dimmed">
          {t('calendars.noPeriods')}
        </Text>
      )}
      {periods.map((period, index) => {
        if (!showsPast && isPast(period, today)) return null;
        const number = index + 1;
        return (
          // The rows have no identity of their own: their place is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={classes.period}>
            <TextInput
              aria-label={t('calendars.nameOf', { number })}
              placeholder={t('calendars.name')}
              maxLength={80}
              {...form.getInputProps(`${field}.${index}.name`)}
            />
            <DateField
              aria-label={t('calendars.firstOf', { number })}
              {...form.getInputProps(`${field}.${index}.from`)}
            />
            <DateField
              aria-label={t('calendars.lastOf', { number })}
              {...form.getInputProps(`${field}.${index}.to`)}
            />
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('calendars.remove', { number, name: period.name })}
              onClick={() => form.removeListItem(field, index)}
            >
              <IconTrash size={20} stroke={1.9} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        mt="xs"
        size="xs"
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => form.insertListItem(field, { name: '', from: '', to: '' })}
      >
        {t('calendars.addPeriod')}
      </Button>
    </fieldset>
  );
}

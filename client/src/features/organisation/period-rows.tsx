import { ActionIcon, Button, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CalendarValues, PeriodField } from './calendar-values.ts';
import classes from './calendars.module.css';

type Properties = { form: UseFormReturnType<CalendarValues>; field: PeriodField };

/** Named periods, first and last day included. */
export function PeriodRows({ form, field }: Properties) {
  const { t } = useTranslation();
  const periods = form.values[field];
  return (
    <fieldset className={classes.periods}>
      <legend>{t(field === 'closedPeriods' ? 'calendars.closedPeriods' : 'calendars.holidays')}</legend>
      {periods.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('calendars.noPeriods')}
        </Text>
      )}
      {periods.map((_period, index) => (
        // The rows have no identity of their own: their place is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.period}>
          <TextInput
            label={t('calendars.name')}
            maxLength={80}
            {...form.getInputProps(`${field}.${index}.name`)}
          />
          <TextInput
            type="date"
            label={t('calendars.first')}
            {...form.getInputProps(`${field}.${index}.from`)}
          />
          <TextInput
            type="date"
            label={t('calendars.last')}
            {...form.getInputProps(`${field}.${index}.to`)}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('calendars.remove', { number: index + 1 })}
            onClick={() => form.removeListItem(field, index)}
          >
            <IconTrash size={20} stroke={1.9} aria-hidden />
          </ActionIcon>
        </div>
      ))}
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

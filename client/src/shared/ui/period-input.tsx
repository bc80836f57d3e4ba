import { DatePickerInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../formatting/use-date-formats.ts';

type Period = { from: string; to: string };
type Draft = [string | null, string | null];

type Properties = {
  label: string;
  placeholder: string;
  value: Period | undefined;
  /** Called with both days, or with nothing when it is cleared. */
  onChange: (period: Period | undefined) => void;
  /** The first day that can be chosen. */
  earliest?: string | undefined;
  clearable?: boolean;
  error?: boolean;
  className?: string | undefined;
};

/** First and last day, chosen in a calendar with week numbers. Half a choice is not told to anybody. */
export function PeriodInput({
  label,
  placeholder,
  value,
  onChange,
  earliest,
  clearable = false,
  error = false,
  className = '',
}: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const [draft, setDraft] = useState<Draft>();
  return (
    <DatePickerInput
      type="range"
      allowSingleDateInRange
      withWeekNumbers
      // Otherwise the calendar is a dialog without a name.
      popoverProps={{ withRoles: false }}
      hideOutsideDates
      className={className}
      label={label}
      placeholder={placeholder}
      error={error}
      leftSection={<IconCalendar size={20} stroke={1.9} aria-hidden />}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      ariaLabels={{
        previousMonth: t('calendar.previousMonth'),
        nextMonth: t('calendar.nextMonth'),
        monthLevelControl: t('calendar.chooseMonth'),
        yearLevelControl: t('calendar.chooseYear'),
      }}
      valueFormatter={({ date }) => {
        if (!Array.isArray(date) || !date[0]) return '';
        return date[1] ? dates.period(String(date[0]), String(date[1])) : `${dates.day(String(date[0]))} –`;
      }}
      {...(earliest ? { minDate: earliest } : {})}
      value={draft ?? [value?.from ?? null, value?.to ?? null]}
      onDropdownClose={() => setDraft(undefined)}
      onChange={([from, to]) => {
        if (from && to) onChange({ from, to });
        if (!from && !to) onChange(undefined);
        setDraft(from && !to ? [from, null] : undefined);
      }}
    />
  );
}

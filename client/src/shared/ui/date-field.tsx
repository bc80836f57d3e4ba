import { DateInput, type DateInputProps } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

type Properties = Omit<DateInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  /** A civil date, or nothing as `''`. */
  value?: string;
  onChange?: (date: string) => void;
};

/** One civil date, typed as `2026-03-02` or chosen in a calendar; the same in every browser and language. */
export function DateField({ value = '', onChange, ...rest }: Properties) {
  const { t } = useTranslation();
  return (
    <DateInput
      size="md"
      valueFormat="YYYY-MM-DD"
      placeholder={t('staff.datePattern')}
      clearable
      withWeekNumbers
      hideOutsideDates
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      ariaLabels={{
        previousMonth: t('calendar.previousMonth'),
        nextMonth: t('calendar.nextMonth'),
        monthLevelControl: t('calendar.chooseMonth'),
        yearLevelControl: t('calendar.chooseYear'),
      }}
      {...rest}
      value={value || null}
      onChange={(date) => onChange?.(date ?? '')}
    />
  );
}

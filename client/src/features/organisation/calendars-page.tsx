import { type Calendars, calendars as calendarsSchema } from '@mediecentral/contracts';
import { Button, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useCentre } from '../../shared/api/use-centre.ts';
import { ConflictNotice, useEditing } from '../../shared/conflict/index.ts';
import { UnsavedChanges, useFieldWords } from '../../shared/forms/index.ts';
import { ErrorState, PageTitle, SectionCard, tell, WaitingPage } from '../../shared/ui/index.ts';
import classes from './calendars.module.css';
import { type CalendarValues, calendarsOf, valuesOfCalendars, wrongPeriods } from './calendar-values.ts';
import { useCalendars, useSaveCalendars } from './organisation-api.ts';
import { PeriodRows } from './period-rows.tsx';
import { TransportRows } from './transport-rows.tsx';
import { WeekdayChoice } from './weekday-choice.tsx';

/** When the office is open, when the transport runs and when schools are closed: what every booking is counted by. */
export function CalendarsPage() {
  const { t } = useTranslation();
  const calendars = useCalendars();
  const { data: centre } = useCentre();
  if (calendars.isError && !calendars.data) {
    return <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} />;
  }
  if (!calendars.data || !centre) return <WaitingPage />;
  return (
    <>
      <PageTitle>{t('staff.nav.calendars')}</PageTitle>
      <Text c="dimmed" mb="md">
        {t('calendars.lead')}
      </Text>
      <CalendarForm calendars={calendars.data} today={centre.today} />
    </>
  );
}

function CalendarForm({ calendars, today }: { calendars: Calendars; today: string }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const save = useSaveCalendars();
  const form = useForm<CalendarValues>({
    initialValues: valuesOfCalendars(calendars),
    validate: (values) => ({
      ...words(calendarsSchema, calendarsOf(values, calendars.version)),
      ...wrongPeriods(values, t('calendars.wrongOrder')),
    }),
  });
  const editing = useEditing({
    form,
    thing: calendars,
    valuesOf: valuesOfCalendars,
    save: (values, version) => save(calendarsOf(values, version)),
  });
  const submit = form.onSubmit(
    async (values) => {
      if (await editing.submit(values)) tell(t('staff.saved'));
    },
    () => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
  );
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <SectionCard title={t('calendars.office')}>
        <WeekdayChoice
          label={t('calendars.field.openWeekdays')}
          value={form.values.openWeekdays}
          onChange={(days) => form.setFieldValue('openWeekdays', days)}
        />
        <PeriodRows form={form} field="closedPeriods" today={today} />
      </SectionCard>
      <SectionCard title={t('calendars.field.schoolHolidays')}>
        <Text size="sm" c="dimmed">
          {t('calendars.schoolHolidaysText')}
        </Text>
        <PeriodRows form={form} field="schoolHolidays" today={today} />
      </SectionCard>
      <SectionCard title={t('calendars.field.transport')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('calendars.transportText')}
        </Text>
        <TransportRows form={form} />
      </SectionCard>
      <ConflictNotice conflict={editing.conflict} labelOf={(field) => t(`calendars.field.${field}`)} />
      {editing.error !== undefined && <ErrorState error={editing.error} inline />}
      <div className={classes.save}>
        {form.isDirty() && <Text c="dimmed">{t('staff.unsaved.notice')}</Text>}
        <Button type="submit" loading={editing.saving} disabled={!form.isDirty()}>
          {t('action.save')}
        </Button>
      </div>
      <UnsavedChanges when={form.isDirty()} />
    </form>
  );
}

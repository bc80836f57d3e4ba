import {
  addDays,
  addMonths,
  firstOfMonth,
  lastOfMonth,
  monthGrid,
  parseCivilDate,
  weekday,
} from '@mediecentral/calendar';
import type { Availability } from '@mediecentral/contracts';
import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import classes from './month-calendar.module.css';
import { type CalendarDay, canBePressed, type ChosenPeriod, isChosen } from './period-choice.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';

type Properties = {
  /** Any day of the month that is shown. */
  month: string;
  today: string;
  availability: Availability | undefined;
  period: ChosenPeriod | undefined;
  /** Fewer than this is few. */
  wanted: number;
  onMonth: (month: string) => void;
  onPress: (date: string) => void;
};

const weekdayNames = [
  '2024-01-01',
  '2024-01-02',
  '2024-01-03',
  '2024-01-04',
  '2024-01-05',
  '2024-01-06',
  '2024-01-07',
];

/**
 * A month where each day says how many are free or why none are. Arrow keys move by day and week, Home and End to the
 * ends of the week, Page Up and Page Down by month, as the ARIA grid pattern has it; a day that cannot be had is read with its reason and cannot be pressed.
 */
export function MonthCalendar({ month, today, availability, period, wanted, onMonth, onPress }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const table = useRef<HTMLTableElement>(null);
  const shown = parseCivilDate(month);
  const days = new Map(availability?.days.map((day) => [day.date, day]));
  const isPast = lastOfMonth(addMonths(shown, -1)) < today;

  function move(event: KeyboardEvent, date: string) {
    const target = targetOf(event.key, date);
    if (!target) return;
    event.preventDefault();
    if (firstOfMonth(parseCivilDate(target)) !== firstOfMonth(shown)) {
      // The other month’s days have to be there before one of them can take the focus.
      flushSync(() => onMonth(target));
    }
    table.current?.querySelector<HTMLButtonElement>(`[data-date="${target}"]`)?.focus();
  }

  const tabStop = tabStopOf(
    monthGrid(shown).flatMap((week) => week.days),
    shown,
    period,
    today,
  );
  return (
    <section aria-label={t('calendar.label')}>
      <Group justify="space-between">
        <Title order={2} aria-live="polite">
          {dates.month(month)}
        </Title>
        <Group gap={8}>
          <ActionIcon
            variant="default"
            size={44}
            aria-label={t('calendar.previousMonth')}
            disabled={isPast}
            onClick={() => onMonth(addMonths(shown, -1))}
          >
            <IconChevronLeft aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={44}
            aria-label={t('calendar.nextMonth')}
            onClick={() => onMonth(addMonths(shown, 1))}
          >
            <IconChevronRight aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Text c="dimmed" size="sm" mb="xs">
        {t('calendar.explain')}
      </Text>
      <table ref={table} className={classes.calendar} aria-busy={availability === undefined}>
        <thead>
          <tr>
            <th scope="col" className={classes.week}>
              <span className={classes.hidden}>{t('calendar.week')}</span>
            </th>
            {weekdayNames.map((date) => (
              <th key={date} scope="col" abbr={dates.weekday(date)}>
                {dates.weekdayShort(date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(shown).map((week) => (
            <tr key={week.days[0]}>
              <th scope="row" className={classes.week}>
                {t('calendar.weekShort', { week: week.week })}
              </th>
              {week.days.map((date) => (
                <td key={date}>
                  {firstOfMonth(date) === firstOfMonth(shown) && (
                    <Day
                      date={date}
                      day={days.get(date)}
                      isToday={date === today}
                      period={period}
                      wanted={wanted}
                      tabStop={date === tabStop}
                      onKeyDown={(event) => move(event, date)}
                      onPress={onPress}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type DayProperties = {
  date: string;
  day: CalendarDay | undefined;
  isToday: boolean;
  period: ChosenPeriod | undefined;
  wanted: number;
  tabStop: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onPress: (date: string) => void;
};

function Day({ date, day, isToday, period, wanted, tabStop, onKeyDown, onPress }: DayProperties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const chosen = isChosen(period, date);
  const edge = period !== undefined && (date === period.from || date === period.to);
  const pressable = day !== undefined && canBePressed(day);
  const says =
    day && (day.reason ? t(`calendar.reason.${day.reason}`) : t('calendar.free', { count: day.free }));
  const kind = !day ? 'unknown' : (day.reason ?? (day.free < wanted ? 'few' : 'free'));
  return (
    <button
      type="button"
      data-date={date}
      className={classes.day}
      data-kind={kind}
      data-chosen={chosen || undefined}
      data-edge={edge || undefined}
      data-today={isToday || undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-pressed={pressable ? chosen : undefined}
      aria-disabled={pressable ? undefined : true}
      aria-label={`${dates.day(date)}${says ? `, ${says}` : ''}`}
      aria-current={isToday ? 'date' : undefined}
      onKeyDown={onKeyDown}
      onClick={() => pressable && onPress(date)}
    >
      <b>{Number(date.slice(8))}</b>
      {day &&
        (day.reason ? (
          <span>{t(`calendar.short.${day.reason}`)}</span>
        ) : (
          <span className={classes.free}>{day.free}</span>
        ))}
    </button>
  );
}

function targetOf(key: string, date: string): string | undefined {
  const from = parseCivilDate(date);
  if (key === 'Home') return addDays(from, 1 - weekday(from));
  if (key === 'End') return addDays(from, 7 - weekday(from));
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  if (step !== undefined) return addDays(from, step);
  if (key === 'PageUp') return addMonths(from, -1);
  if (key === 'PageDown') return addMonths(from, 1);
  return undefined;
}

/** One day of the month is in the tab order: the chosen first day, else today, else the first of the month. */
function tabStopOf(
  days: readonly string[],
  shown: string,
  period: ChosenPeriod | undefined,
  today: string,
): string {
  const inMonth = days.filter((date) => date.slice(0, 7) === shown.slice(0, 7));
  return (
    inMonth.find((date) => date === period?.from) ??
    inMonth.find((date) => date === today) ??
    inMonth[0] ??
    shown
  );
}

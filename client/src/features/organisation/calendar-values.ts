import type { Calendars } from '@mediecentral/contracts';

type PeriodValues = Calendars['schoolHolidays'][number];
type TransportValues = {
  municipalityCode: string;
  weekdays: number[];
  exceptions: string[];
  departure: string;
};

/** The three calendars as one form; each field is what one person changes at a time. */
export type CalendarValues = {
  openWeekdays: number[];
  closedPeriods: PeriodValues[];
  schoolHolidays: PeriodValues[];
  transport: TransportValues[];
};

export type PeriodField = 'closedPeriods' | 'schoolHolidays';

export const valuesOfCalendars = ({ office, schoolHolidays, transport }: Calendars): CalendarValues => ({
  openWeekdays: office.openWeekdays,
  closedPeriods: office.closedPeriods,
  schoolHolidays,
  transport: transport.map(({ departure = '', ...same }) => ({ ...same, departure })),
});

export const calendarsOf = (values: CalendarValues, version: number): Calendars => ({
  version,
  office: { openWeekdays: values.openWeekdays, closedPeriods: values.closedPeriods },
  schoolHolidays: values.schoolHolidays,
  transport: values.transport.map(({ departure, ...same }) => ({
    ...same,
    ...(departure.trim() ? { departure: departure.trim() } : {}),
  })),
});

/** Periods without a name, without days, or that end before they begin, each beneath the field where it can be mended. */
export function wrongPeriods(values: CalendarValues, message: string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of ['closedPeriods', 'schoolHolidays'] as const) {
    for (const [index, { from, to }] of values[field].entries()) {
      if (from && to && to < from) errors[`${field}.${index}.to`] = message;
    }
  }
  return errors;
}

/** A period that has ended; one that is being written has no last day yet, and is not past. */
export const isPast = ({ to }: { to: string }, today: string): boolean => to !== '' && to < today;

/** Weekdays in the order of the week, with one more or one less. */
export const withWeekday = (days: readonly number[], day: number): number[] =>
  days.includes(day)
    ? days.filter((one) => one !== day)
    : [...days, day].toSorted((one, other) => one - other);

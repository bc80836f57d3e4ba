export {
  addDays,
  type CivilDate,
  civilDate,
  compareCivilDates,
  dayNumber,
  daysBetween,
  eachDay,
  earlierOf,
  fromDayNumber,
  isCivilDate,
  laterOf,
  NotACivilDateError,
  parseCivilDate,
  partsOf,
  type Period,
  type Weekday,
  weekday,
} from './civil-date.ts';
export {
  easterSunday,
  type Holiday,
  type HolidayKind,
  type HolidayName,
  holidayNames,
  holidayOn,
  holidaysDuring,
  swedishHolidays,
} from './holidays.ts';
export {
  type Delivery,
  earliestFirstDay,
  type JourneyRules,
  journey,
  type LoanWindow,
  type LoanWindowRefusal,
  type LoanWindowRequest,
  type LoanWindowResult,
  loanWindow,
} from './loan-window.ts';
export {
  NeverOpenError,
  type OfficeHours,
  officeCalendar,
  type OpenDays,
  openDaysWhere,
  type PeriodData,
  schoolCalendar,
} from './open-days.ts';
export { type SchoolYear, schoolYear, schoolYearOf } from './school-year.ts';
export { civilDateAt } from './today.ts';
export { type TransportCalendar, transportCalendar, type TransportRuns } from './transport-calendar.ts';
export {
  addMonths,
  firstOfMonth,
  type IsoWeek,
  isoWeek,
  lastOfMonth,
  monthGrid,
  type MonthWeek,
} from './week-and-month.ts';

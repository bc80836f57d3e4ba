import type { Calendars, FieldError } from '@mediecentral/contracts';

/** What makes calendars impossible to count by: periods that end before they begin, a centre that never opens. */
export function faultsIn(calendars: Calendars, municipalityCodes: ReadonlySet<string>): FieldError[] {
  const { office, schoolHolidays, transport } = calendars;
  const faults: FieldError[] = [];
  const fault = (path: string, code: string, message: string) => faults.push({ path, code, message });

  if (office.openWeekdays.length === 0)
    fault('/office/openWeekdays', 'never_open', 'The office opens on some day');
  const periods = [
    ...office.closedPeriods.map((period, index) => ({ period, path: `/office/closedPeriods/${index}` })),
    ...schoolHolidays.map((period, index) => ({ period, path: `/schoolHolidays/${index}` })),
  ];
  for (const { period, path } of periods) {
    if (period.to < period.from)
      fault(`${path}/to`, 'dates_in_wrong_order', 'The period ends before it begins');
  }
  const seen = new Set<string>();
  for (const [index, { municipalityCode }] of transport.entries()) {
    const path = `/transport/${index}/municipalityCode`;
    if (!municipalityCodes.has(municipalityCode))
      fault(path, 'unknown_municipality', 'Not served by the centre');
    if (seen.has(municipalityCode)) fault(path, 'duplicate', 'The municipality stands there twice');
    seen.add(municipalityCode);
  }
  return faults;
}

import { addDays, parseCivilDate } from '@mediecentral/calendar';
import type { Centre, Loan } from '@mediecentral/contracts';
import ical, { ICalCalendarMethod, ICalEventBusyStatus } from 'ical-generator';
import type { Words } from '../../platform/words.ts';

/** RFC 5545: the loan's days at school as one all-day event, and a reminder the day before it goes back. */
export function loanCalendar(
  loan: Loan,
  { centre, words, loanUrl }: { centre: Centre; words: Words; loanUrl: string },
): string {
  const calendar = ical({
    name: centre.name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Mediecentral', product: 'Loans' },
  });
  const what = loan.lines.map((line) => `${line.granted ?? line.asked} ${line.modelName}`).join(', ');
  calendar.createEvent({
    // The same identifier every time, so that importing twice changes the event and does not double it.
    id: `loan-${loan.id}@mediecentral`,
    sequence: loan.version,
    start: loan.from,
    // An all-day event ends before the day that is named.
    end: addDays(parseCivilDate(loan.to), 1),
    allDay: true,
    summary: words('document.calendar_summary', { what }),
    description: words('document.calendar_description', {
      reference: loan.reference,
      date: words.date(loan.to),
    }),
    location: loan.schoolUnit.name,
    url: loanUrl,
    busystatus: ICalEventBusyStatus.FREE,
    alarms: [],
  });
  return calendar.toString();
}

import { addDays, type CivilDate, civilDate, easterSunday, isoWeek, weekday } from '@mediecentral/calendar';

type NamedPeriod = { name: string; from: CivilDate; to: CivilDate };

/**
 * The days without school from a school year's Christmas to the summer after it, and its autumn week, as the
 * municipalities of the county decide them: weeks 44 and 8, the week after Easter, the day after Ascension.
 * For 2025/26 they are the dates of Emmaboda kommun's school year.
 */
export function schoolHolidaysOf(startYear: number): NamedPeriod[] {
  const endYear = startYear + 1;
  const easter = easterSunday(endYear);
  const ascensionFriday = addDays(easter, 40);
  const [autumn, winter] = [mondayOf(startYear, 44), mondayOf(endYear, 8)];
  return [
    { name: 'Höstlov', from: autumn, to: addDays(autumn, 4) },
    { name: 'Jullov', from: civilDate(startYear, 12, 20), to: civilDate(endYear, 1, 8) },
    { name: 'Sportlov', from: winter, to: addDays(winter, 4) },
    { name: 'Påsklov', from: addDays(easter, 2), to: addDays(easter, 5) },
    { name: 'Lovdag', from: ascensionFriday, to: ascensionFriday },
    { name: 'Sommarlov', from: summerFrom(endYear), to: lastSummerDay(endYear) },
  ];
}

/** When the centre is closed although it is a weekday: four weeks of summer and the days after Christmas. */
export function officeClosuresOf(year: number): NamedPeriod[] {
  const july = mondayOf(year, 28);
  return [
    { name: 'Sommarstängt', from: july, to: addDays(july, 25) },
    { name: 'Mellandagarna', from: civilDate(year, 12, 27), to: civilDate(year, 12, 30) },
  ];
}

function mondayOf(year: number, week: number): CivilDate {
  // 4 January is always in week 1.
  const fourth = civilDate(year, 1, 4);
  const monday = addDays(fourth, 1 - weekday(fourth) + (week - 1) * 7);
  if (isoWeek(monday).week !== week) throw new RangeError(`${year} has no week ${week}`);
  return monday;
}

/** School ends on the Friday of week 24. */
const summerFrom = (year: number) => addDays(mondayOf(year, 24), 5);

/** And begins on the Tuesday after the 17th of August. */
function lastSummerDay(year: number): CivilDate {
  const earliest = civilDate(year, 8, 17);
  return addDays(earliest, (8 - weekday(earliest)) % 7);
}

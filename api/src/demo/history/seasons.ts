import {
  addDays,
  type CivilDate,
  civilDate,
  type OpenDays,
  type Period,
  partsOf,
  weekday,
} from '@mediecentral/calendar';
import type { Random } from '../random.ts';

/**
 * Loans of a year as the centre's annual reports state them: 760 in 2019, 698 in 2022, 722 in 2023, more than 760 in 2018
 * and a rise in 2024. The other years are invented between them.
 */
const loansOfYears: Readonly<Record<number, number>> = {
  2018: 768,
  2019: 760,
  2020: 512,
  2021: 604,
  2022: 698,
  2023: 722,
  2024: 743,
  2025: 756,
};
const laterYears = 764;

export const firstYear = 2018;
export const loansOfYear = (year: number): number => loansOfYears[year] ?? laterYears;

/** How much of a school year's work with borrowed things falls in each month, from January. */
const months = [8, 9, 13, 9, 11, 4, 0, 4, 13, 11, 13, 5];

/** A believable period at school in the year: most begin on a Monday and last a week or two. */
export function schoolPeriod(
  year: number,
  { maxDays, school, random }: { maxDays: number; school: Pick<OpenDays, 'isOpen'>; random: Random },
): Period | undefined {
  const month = random.weighted(
    months.map((weight, index) => ({ weight, month: index + 1 })),
    ({ weight }) => weight,
  ).month;
  const day = civilDate(year, month, random.between(1, 28));
  const from = firstOpenDay(random.chance(0.6) ? addDays(day, 1 - weekday(day)) : day, school);
  if (!from || partsOf(from).year !== year) return undefined;
  const weeks = random.weighted([1, 2, 3], (length) => [0, 12, 6, 2][length] ?? 0);
  const friday = addDays(from, 5 - weekday(from) + 7 * (weeks - 1));
  const to = lastOpenDay(earlierEnd(from, friday, maxDays), from, school);
  return to && { from, to };
}

const earlierEnd = (from: CivilDate, to: CivilDate, maxDays: number): CivilDate => {
  const latest = addDays(from, maxDays - 1);
  return to < latest ? to : latest;
};

function firstOpenDay(date: CivilDate, school: Pick<OpenDays, 'isOpen'>): CivilDate | undefined {
  for (let days = 0; days < 4; days += 1) {
    const day = addDays(date, days);
    if (school.isOpen(day) && weekday(day) < 5) return day;
  }
  return undefined;
}

function lastOpenDay(
  date: CivilDate,
  from: CivilDate,
  school: Pick<OpenDays, 'isOpen'>,
): CivilDate | undefined {
  for (let day = date; day >= from; day = addDays(day, -1)) if (school.isOpen(day)) return day;
  return undefined;
}

import { type CivilDate, civilDate, partsOf, type Period } from './civil-date.ts';

/** A Swedish läsår, 1 July to 30 June (Skollagen 2010:800, 3 kap. 3 § lets it begin in the autumn). */
export interface SchoolYear extends Period {
  readonly startYear: number;
  /** As it is written: `2025/26`. */
  readonly label: string;
}

/** The school year that begins on 1 July of `startYear`. */
export function schoolYear(startYear: number): SchoolYear {
  const endYear = startYear + 1;
  return {
    startYear,
    label: `${startYear}/${String(endYear % 100).padStart(2, '0')}`,
    from: civilDate(startYear, 7, 1),
    to: civilDate(endYear, 6, 30),
  };
}

/** The school year that a day falls in. */
export function schoolYearOf(date: CivilDate): SchoolYear {
  const { year, month } = partsOf(date);
  return schoolYear(month >= 7 ? year : year - 1);
}

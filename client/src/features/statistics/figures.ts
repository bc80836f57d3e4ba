export type Figure = { value: number; previous: number };

/** The change from the year before as a share (0.034 is 3.4 %), or `undefined` where there was nothing to change from. */
export const changeOf = ({ value, previous }: Figure): number | undefined =>
  previous === 0 ? undefined : (value - previous) / previous;

/** The end of a bar's scale: the next round number (1, 2 or 5 with zeros) at or above the longest bar. */
export function scaleEnd(figures: readonly Figure[]): number {
  const longest = Math.max(1, ...figures.flatMap(({ value, previous }) => [value, previous]));
  const power = 10 ** Math.floor(Math.log10(longest));
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end >= longest) ?? longest;
}

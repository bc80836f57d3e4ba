export type UnitSeries = { first: string; count: number };

/** The first number and those that follow: `BB-07` and 3 give `BB-07`, `BB-08`, `BB-09`; zeros are kept. */
export function inventorySeries({ first, count }: UnitSeries): string[] {
  const match = /^(.*?)(\d+)$/.exec(first.trim().toUpperCase());
  if (!match) return count === 1 && first.trim() ? [first.trim().toUpperCase()] : [];
  const [, prefix = '', digits = ''] = match;
  return Array.from(
    { length: Math.max(0, count) },
    (_, index) => prefix + String(Number(digits) + index).padStart(digits.length, '0'),
  );
}

/** The number after the highest of those that begin as most do, or nothing to go by. */
export function nextInventoryNumber(existing: readonly string[]): string {
  const byPrefix = new Map<string, { highest: string; count: number }>();
  for (const number of existing) {
    const [, prefix = '', digits] = /^(.*?)(\d+)$/.exec(number) ?? [];
    if (digits === undefined) continue;
    const known = byPrefix.get(prefix) ?? { highest: digits, count: 0 };
    byPrefix.set(prefix, {
      highest: Number(digits) > Number(known.highest) ? digits : known.highest,
      count: known.count + 1,
    });
  }
  const [most] = [...byPrefix].toSorted(([, one], [, other]) => other.count - one.count);
  if (!most) return '';
  const [prefix, { highest }] = most;
  return inventorySeries({ first: prefix + highest, count: 2 })[1] ?? '';
}

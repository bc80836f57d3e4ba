/** How much faster `fits` answers than counting day by day, which is what the tests hold it against. */
import { addDays, eachDay, parseCivilDate } from '@mediecentral/calendar';
import { fits, type Ledger } from '../src/index.ts';
import { countedDayByDay } from '../src/day-by-day-oracle.ts';

const start = parseCivilDate('2026-01-01');
const request = { quantity: 2, from: addDays(start, 150), to: addDays(start, 180) };

function microsecondsEach(answer: () => unknown, times: number): number {
  const began = process.hrtime.bigint();
  for (let count = 0; count < times; count += 1) answer();
  return Number(process.hrtime.bigint() - began) / 1000 / times;
}

for (const size of [10, 100, 1000, 10_000]) {
  const claims: Ledger = Array.from({ length: size }, (_, index) => ({
    lineId: String(index),
    kind: 'loan',
    quantity: 1,
    from: addDays(start, (index * 7) % 330),
    to: addDays(start, ((index * 7) % 330) + 5 + (index % 25)),
  }));
  const times = Math.ceil(200_000 / size);
  const swept = microsecondsEach(() => fits(claims, size, request), times);
  const counted = microsecondsEach(() => countedDayByDay(claims, size, request), Math.ceil(times / 10));
  process.stdout.write(
    `${size} claims, ${eachDay(request).length} days: ${swept.toFixed(1)} µs, day by day ${counted.toFixed(1)} µs, ratio ${(counted / swept).toFixed(1)}\n`,
  );
}

import { officeCalendar, parseCivilDate, schoolCalendar, transportCalendar } from '@mediecentral/calendar';
import type { EquipmentModel } from '@mediecentral/contracts';
import { type BookingRules, civilPeriodOf, requireWindow } from './booking-rules.ts';
import { freeLines, isShort } from './free-lines.ts';

const office = officeCalendar();
const day = parseCivilDate;
const model = (id: string, change: Partial<EquipmentModel> = {}) =>
  ({ id, leadDays: 1, turnaroundDays: 1, maxDays: 28, maxQuantity: 9, ...change }) as EquipmentModel;
const rules: BookingRules = {
  today: day('2026-03-10'),
  calendars: {
    office,
    school: schoolCalendar(),
    transportOf: () => transportCalendar({ weekdays: [1, 2, 3, 4, 5] }, office),
    departureOf: () => undefined,
  },
  models: [model('a'), model('b')],
  schoolUnit: { active: true, municipality: { code: '0834', name: 'Torsås' } },
  delivery: 'transport',
};
const claim = (quantity: number, from: string, to: string) => ({
  lineId: `${from} ${to}`,
  kind: 'loan' as const,
  quantity,
  from: day(from),
  to: day(to),
});
const ask = (books: Record<string, { capacity: number; claims: ReturnType<typeof claim>[] }>) => {
  const period = { from: day('2026-03-16'), to: day('2026-03-20') };
  return freeLines({
    lines: Object.keys(books).map((modelId) => ({ modelId, quantity: 2 })),
    period,
    claimed: civilPeriodOf(requireWindow(period, rules)),
    books: new Map(Object.entries(books)),
    rules,
  });
};

describe('what is free for a basket', () => {
  it('is counted over transit, loan and turnaround', () => {
    const [line] = ask({ a: { capacity: 3, claims: [claim(2, '2026-03-24', '2026-04-01')] } });
    expect(line).toMatchObject({ asked: 2, free: 1 });
    const [beside] = ask({ a: { capacity: 3, claims: [claim(2, '2026-03-25', '2026-04-01')] } });
    expect(beside).toMatchObject({ free: 3, nearest: [] });
  });

  it('offers the nearest days for the whole basket, though a line alone could have nearer ones', () => {
    const books = {
      a: { capacity: 2, claims: [claim(1, '2026-03-13', '2026-03-24')] },
      b: { capacity: 2, claims: [claim(1, '2026-03-25', '2026-04-17')] },
    };
    const lines = ask(books);
    expect(lines.map(isShort)).toEqual([true, false]);
    expect(lines[0]?.nearest[0]).toEqual({ from: '2026-04-23', to: '2026-04-27' });
    expect(ask({ a: books.a })[0]?.nearest[0]).toEqual({ from: '2026-03-26', to: '2026-03-30' });
  });
});

import { addDays, type CivilDate, eachDay, parseCivilDate } from '@mediecentral/calendar';
import { array, assert, boolean, constantFrom, integer, nat, property, record } from 'fast-check';
import { countedDayByDay } from './day-by-day-oracle.ts';
import {
  type Claim,
  claim,
  claimsInDanger,
  compareLedgers,
  DuplicateLineError,
  extendClaim,
  fits,
  forever,
  freePerDay,
  type Ledger,
  nearestThatFit,
  NonsenseClaimError,
  peakUse,
  release,
  shorten,
  shrink,
  UnknownLineError,
  withdraw,
} from './index.ts';

const start = parseCivilDate('2026-03-02');
const horizon = 40;
const day = (number: number): CivilDate => addDays(start, number);
const loan = (lineId: string, quantity: number, from: number, to: number): Claim => ({
  lineId,
  kind: 'loan',
  quantity,
  from: day(from),
  to: day(to),
});
const accepted = (result: ReturnType<typeof claim>): Ledger => {
  if (!result.ok) throw new Error(`refused, ${result.free} free`);
  return result.ledger;
};

const anyAsk = record({ first: nat(horizon), length: nat(14), quantity: integer({ min: 1, max: 5 }) }).map(
  ({ first, length, quantity }) => ({ quantity, from: day(first), to: day(first + length) }),
);
const anyClaims = array(anyAsk, { maxLength: 15 }).map((asks): Ledger =>
  asks.map((ask, index) => ({ ...ask, lineId: `line ${index}`, kind: index % 5 === 4 ? 'repair' : 'loan' })),
);
const anyCapacity = nat(20);
const windowOf = (from: CivilDate, to: CivilDate) => ({ from: addDays(from, -1), to: addDays(to, 1) });

describe('whether a claim fits', () => {
  it('is what counting day by day says, and so is how many are free', () => {
    assert(
      property(anyClaims, anyCapacity, anyAsk, (claims, capacity, ask) => {
        expect(fits(claims, capacity, ask)).toEqual(countedDayByDay(claims, capacity, ask));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with the free units of each day', () => {
    assert(
      property(anyClaims, anyCapacity, anyAsk, (claims, capacity, ask) => {
        const days = freePerDay(claims, capacity, ask.from, ask.to);
        expect(days.map(({ date }) => date)).toEqual(eachDay(ask));
        expect(Math.min(...days.map(({ free }) => free))).toBe(fits(claims, capacity, ask).free);
      }),
    );
  });

  it('counts both ends of a period, and lends again on the day after', () => {
    const claims = [loan('a', 2, 0, 4)];
    expect(fits(claims, 2, { quantity: 1, from: day(4), to: day(6) })).toEqual({ fits: false, free: 0 });
    expect(fits(claims, 2, { quantity: 2, from: day(5), to: day(6) })).toEqual({ fits: true, free: 2 });
  });

  it('is no question for no units, parts of units, or a period that ends before it begins', () => {
    const period = { from: day(0), to: day(1) };
    for (const quantity of [0, -1, 1.5, Number.NaN, Infinity]) {
      expect(() => fits([], 5, { ...period, quantity })).toThrow(NonsenseClaimError);
    }
    expect(() => fits([], 5, { quantity: 1, from: day(1), to: day(0) })).toThrow(NonsenseClaimError);
    expect(() => fits([], -1, { ...period, quantity: 1 })).toThrow(NonsenseClaimError);
    expect(() => fits([], 5, { quantity: 1, from: '2026-02-30' as CivilDate, to: day(1) })).toThrow(
      NonsenseClaimError,
    );
  });
});

describe('a ledger', () => {
  it('takes the same claim twice as once, and refuses another for the same line', () => {
    const once = accepted(claim([], 2, loan('a', 2, 0, 4)));
    expect(claim(once, 2, loan('a', 2, 0, 4))).toEqual({ ok: true, ledger: once });
    expect(() => claim(once, 9, loan('a', 1, 0, 4))).toThrow(DuplicateLineError);
  });

  it('says how many could be had when it refuses', () => {
    expect(claim([loan('a', 2, 0, 4)], 3, loan('b', 2, 4, 8))).toEqual({ ok: false, free: 1 });
  });

  it('extends over the added days only, so that a loan in danger elsewhere can still be kept longer', () => {
    const claims = withdraw([loan('a', 1, 0, 4)], { ...loan('away', 1, 0, 4), kind: 'repair' });
    expect(accepted(extendClaim(claims, 1, 'a', day(8)))[0]).toEqual(loan('a', 1, 0, 8));
    expect(extendClaim([...claims, loan('b', 1, 6, 7)], 1, 'a', day(8))).toEqual({ ok: false, free: 0 });
  });

  it('refuses changes that make no sense', () => {
    const claims = [loan('a', 2, 2, 4)];
    expect(() => shrink(claims, 'a', 3)).toThrow(NonsenseClaimError);
    expect(() => shrink(claims, 'a', 0)).toThrow(NonsenseClaimError);
    expect(() => shorten(claims, 'a', day(1))).toThrow(NonsenseClaimError);
    expect(() => shorten(claims, 'a', day(5))).toThrow(NonsenseClaimError);
    expect(() => extendClaim(claims, 2, 'a', day(3))).toThrow(NonsenseClaimError);
    expect(() => shrink(claims, 'b', 1)).toThrow(UnknownLineError);
    expect(release(claims, 'b')).toBe(claims);
  });

  const anyStep = record({
    act: constantFrom(
      'book',
      'book',
      'book',
      'extend',
      'extend',
      'shrink',
      'cancel',
      'return early',
      'break',
      'lose',
      'extend',
    ),
    ask: anyAsk,
    pick: nat(50),
    fewer: nat(4),
  });

  it('never holds more than capacity but by damage, which the loans in danger cover, and ends empty', () => {
    assert(
      property(
        array(anyStep, { maxLength: 40 }),
        integer({ min: 1, max: 12 }),
        boolean(),
        (steps, capacity, first) => {
          let ledger: Ledger = [];
          steps.forEach(({ act, ask, pick, fewer }, index) => {
            const lineId = `line ${index}`;
            const held = ledger.length > 0 ? ledger[pick % ledger.length] : undefined;
            const before = claimsInDanger(ledger, capacity);
            const grown =
              act === 'book'
                ? claim(ledger, capacity, { ...ask, lineId, kind: 'loan' })
                : act === 'extend' && held && held.to !== forever
                  ? extendClaim(ledger, capacity, held.lineId, addDays(held.to, fewer))
                  : undefined;
            if (grown?.ok) ledger = grown.ledger;
            else if (act === 'break') ledger = withdraw(ledger, { ...ask, lineId, kind: 'repair' });
            else if (act === 'lose') ledger = withdraw(ledger, { ...ask, to: forever, lineId, kind: 'lost' });
            else if (held && act === 'cancel') ledger = release(ledger, held.lineId);
            else if (held && act === 'shrink')
              ledger = shrink(ledger, held.lineId, Math.max(1, held.quantity - fewer));
            else if (held && act === 'return early' && held.to !== forever) {
              const earlier = addDays(held.to, -fewer);
              ledger = shorten(ledger, held.lineId, earlier < held.from ? held.from : earlier);
            }
            const inDanger = claimsInDanger(ledger, capacity);
            const isDamage = act === 'break' || act === 'lose';
            expect(inDanger.length === 0 || isDamage || before.length > 0).toBe(true);
            // What is accepted takes nothing from anybody, not even from those who are short already.
            expect(grown?.ok ? shortages(inDanger) : []).toEqual(grown?.ok ? shortages(before) : []);
            expectDangerCovers(ledger, capacity, inDanger);
          });
          const lines = ledger.map(({ lineId }) => lineId);
          for (const lineId of first ? lines : lines.toReversed()) ledger = release(ledger, lineId);
          expect(ledger).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const shortages = (inDanger: ReturnType<typeof claimsInDanger>) =>
  inDanger.map(({ claim: each, short }) => [each.lineId, short]);

/** Loans that give up what they are short leave no day over capacity but by what is damaged; nobody gives up in vain. */
function expectDangerCovers(ledger: Ledger, capacity: number, inDanger: ReturnType<typeof claimsInDanger>) {
  const shortOf = new Map(inDanger.map(({ claim: each, short }) => [each.lineId, short]));
  const kept = ledger
    .map((each) => ({ ...each, quantity: each.quantity - (shortOf.get(each.lineId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  const damage = ledger.filter(({ kind }) => kind !== 'loan');
  for (const each of kept.filter(({ kind }) => kind === 'loan')) {
    expect(peakUse(kept, each.from, each.to)).toBeLessThanOrEqual(
      Math.max(capacity, peakUse(damage, each.from, each.to)),
    );
  }
  for (const { claim: each } of inDanger) expect(countedDayByDay(kept, capacity, each).free).toBe(0);
}

describe('claims in danger', () => {
  it('are the latest made, by as many units as are missing', () => {
    const claims = withdraw([loan('first', 3, 0, 9), loan('second', 2, 5, 12)], {
      ...loan('away', 1, 8, 8),
      kind: 'repair',
    });
    expect(claimsInDanger(claims, 5)).toEqual([{ claim: loan('second', 2, 5, 12), short: 1 }]);
    expect(claimsInDanger(claims, 6)).toEqual([]);
  });
});

describe('the nearest periods that fit', () => {
  const base = { quantity: 1, capacity: 1, earliest: day(0), latest: day(30) };

  it('fit with their journey, are acceptable and as long, and no nearer one was passed over', () => {
    assert(
      property(anyClaims, anyCapacity, anyAsk, nat(6), (claims, capacity, ask, remainder) => {
        const isAcceptable = ({ from }: { from: CivilDate }) => Number(from.slice(8)) % 7 !== remainder;
        const limits = { earliest: day(-5), latest: day(60) };
        const found = nearestThatFit({ claims, capacity, ...ask, ...limits, windowOf, isAcceptable });
        const every = [];
        for (let distance = 1; distance <= 80; distance += 1) {
          for (const moved of [distance, -distance]) {
            const period = { from: addDays(ask.from, moved), to: addDays(ask.to, moved) };
            const isWithin = period.from >= limits.earliest && period.to <= limits.latest;
            const window = { quantity: ask.quantity, ...windowOf(period.from, period.to) };
            if (isWithin && isAcceptable(period) && countedDayByDay(claims, capacity, window).fits)
              every.push(period);
          }
        }
        expect(found).toEqual(every.slice(0, 3));
      }),
    );
  });

  it('are none where no journey is possible', () => {
    expect(
      nearestThatFit({ ...base, claims: [], from: day(5), to: day(6), windowOf: () => undefined }),
    ).toEqual([]);
  });
});

describe('a rebuilt ledger', () => {
  it('shows what is missing, what should not be there and what is different', () => {
    const [a, b, c] = [loan('a', 1, 0, 1), loan('b', 1, 0, 1), loan('c', 1, 0, 1)];
    const different = { ...b, quantity: 2 };
    expect(compareLedgers([a, b], [different, c])).toEqual({
      missing: [a],
      unexpected: [c],
      changed: [{ expected: b, actual: different }],
    });
    expect(compareLedgers([a, b], [b, a])).toEqual({ missing: [], unexpected: [], changed: [] });
  });
});

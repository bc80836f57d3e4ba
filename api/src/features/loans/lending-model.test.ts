import { parseCivilDate } from '@mediecentral/calendar';
import type { Outcome } from '@mediecentral/contracts';
import { peakUse } from '@mediecentral/ledger';
import * as fc from 'fast-check';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import {
  blueBot,
  furnishCentre,
  inventoryNumber,
  kvarnskolan,
  requestFor,
  setMorning,
  signInAt,
  unitId,
} from '../../testing/lending-centre.ts';
import type { Person, TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { findUnits, readLedger } from '../equipment/index.ts';
import { approveLoan } from './answer-loan.ts';
import { balanceLedgers } from './balance-ledgers.ts';
import { bookLoan } from './book-loan.ts';
import { checkLoan } from './check-loan.ts';
import { findLoan } from './loan.repository.ts';
import { isAccountedFor, statesAway } from './loan-life.ts';
import type { LoanRecord } from './loan-record.ts';
import { cancelLoan, closeLoan, dispatchLoan, receiveLoan } from './move-loan.ts';
import { packLoan } from './pack-loan.ts';
import { scanIntoLoan } from './scan-into-loan.ts';

let app: TestApp;
let staff: Person;

beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  staff = await signInAt(app, 'staff');
  setMorning('2026-03-02');
});
afterAll(() => app.close());

const person = (role: Actor['role'], schoolUnitIds: string[] = []): Actor => ({
  accountId: 'c'.repeat(24),
  role,
  displayName: role,
  email: undefined,
  schoolUnitIds,
});
const keeper = person('staff');
const borrower = person('teacher', [kvarnskolan.id]);

const whichLoan = fc.nat(5);
const deeds = fc.oneof(
  fc.record({ do: fc.constant('book' as const), quantity: fc.integer({ min: 1, max: 6 }), week: fc.nat(2) }),
  fc.record({ do: fc.constant('grant' as const), loan: whichLoan, refused: fc.nat(3) }),
  fc.record({ do: fc.constant('cancel' as const), loan: whichLoan }),
  fc.record({ do: fc.constant('send' as const), loan: whichLoan }),
  fc.record({
    do: fc.constant('return' as const),
    loan: whichLoan,
    outcomes: fc.array(fc.constantFrom<Outcome>('returned', 'returned', 'damaged', 'lost', 'consumed'), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    do: fc.constant('unit' as const),
    unit: fc.integer({ min: 1, max: 6 }),
    state: fc.constantFrom('repair', 'lost', 'retired', 'available'),
  }),
);
type Deed = typeof deeds extends fc.Arbitrary<infer Value> ? Value : never;

const weeks = [
  ['2026-03-16', '2026-03-18'],
  ['2026-03-19', '2026-03-25'],
  ['2026-04-13', '2026-04-17'],
] as const;

/** What the rules refuse changes nothing; everything else that is thrown is a fault. */
async function unlessRefused<Result>(doing: Promise<Result>): Promise<Result | undefined> {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return undefined;
    throw error;
  }
}

const ledgerOfBots = () => readLedger(blueBot.id);

/** How far the worst day is beyond what there is. */
async function overuse(): Promise<number> {
  const { claims, capacity } = await ledgerOfBots();
  return Math.max(0, peakUse(claims, parseCivilDate('2026-01-01'), parseCivilDate('2027-12-31')) - capacity);
}

async function bookRobots(ids: string[], { quantity, week }: Extract<Deed, { do: 'book' }>): Promise<void> {
  const [from, to] = weeks[week] ?? weeks[0];
  const lines = [{ modelId: blueBot.id, quantity }];
  const loan = await unlessRefused(bookLoan(app.services, borrower, requestFor({ from, to, lines })));
  if (!loan) return;
  ids.push(loan.id);
  const { claims, capacity } = await ledgerOfBots();
  const { claimedFrom, claimedTo } = loan.window;
  const peak = peakUse(claims, parseCivilDate(claimedFrom), parseCivilDate(claimedTo));
  expect(peak).toBeLessThanOrEqual(capacity);
}

async function send(loan: LoanRecord): Promise<void> {
  if (loan.state !== 'approved' && loan.state !== 'partly_approved') return;
  for (let number = 1; number <= blueBot.units; number += 1) {
    await unlessRefused(scanIntoLoan(keeper, loan.id, inventoryNumber(blueBot, number)));
  }
  const { version } = (await findLoan(loan.id)) ?? loan;
  const packing = { id: loan.id, version, missing: 'det som inte finns' };
  const packed = await unlessRefused(packLoan(app.services, keeper, packing));
  if (packed) await dispatchLoan(app.services, keeper, packed);
}

async function takeBack(loan: LoanRecord, outcomes: readonly Outcome[]): Promise<void> {
  const isAway = (statesAway as readonly string[]).includes(loan.state);
  const back = isAway ? await receiveLoan(app.services, keeper, loan) : loan;
  if (back.state !== 'received') return;
  const out = back.lines.flatMap((line) => line.units).filter((unit) => unit.outcome === undefined);
  const units = out.slice(0, outcomes.length).map(({ unitId: id }, index) => ({
    unitId: id,
    outcome: outcomes[index] ?? 'returned',
    repair: outcomes[index] === 'damaged',
  }));
  const checked = units.length > 0 ? await checkLoan(app.services, keeper, { ...back, units }) : back;
  if (isAccountedFor(checked)) await closeLoan(app.services, keeper, checked);
}

async function setState(number: number, state: string): Promise<void> {
  const id = unitId(blueBot, number);
  const { version } = (await staff.get(`/api/units/${id}`)).body as { version: number };
  await staff.post(`/api/units/${id}/state`, { version, state, note: '' });
}

async function perform(deed: Deed, ids: string[]): Promise<void> {
  if (deed.do === 'book') return bookRobots(ids, deed);
  if (deed.do === 'unit') return setState(deed.unit, deed.state);
  const loan = await findLoan(ids[deed.loan] ?? 'f'.repeat(24));
  if (!loan) return;
  if (deed.do === 'grant') {
    const lines = loan.lines.map(({ id, asked }) => ({
      lineId: id,
      granted: Math.max(0, asked - deed.refused),
    }));
    await unlessRefused(approveLoan(app.services, keeper, { ...loan, lines }));
  }
  if (deed.do === 'cancel') await unlessRefused(cancelLoan(app.services, borrower, loan));
  if (deed.do === 'send') await send(loan);
  if (deed.do === 'return') await takeBack(loan, deed.outcomes);
}

/** Whatever state it is in, it comes to rest. */
async function bringToRest(id: string): Promise<void> {
  const loan = await findLoan(id);
  if (!loan) return;
  await unlessRefused(cancelLoan(app.services, borrower, loan));
  const now = (await findLoan(id)) ?? loan;
  await takeBack(
    now,
    Array.from({ length: blueBot.units }, () => 'returned' as const),
  );
}

describe('after any sequence of booking, approving in part, cancelling, returning early, breaking and losing', () => {
  it('no more is promised than there is, the books balance, and nothing is held when all is closed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { minLength: 4, maxLength: 14 }), async (sequence) => {
        const ids: string[] = [];
        for (const deed of sequence) {
          const before = await overuse();
          await perform(deed, ids);
          // Only what breaks or is lost can leave too little, and then no command of lending makes it worse.
          const mayGrow = deed.do === 'unit' || deed.do === 'return';
          expect(await overuse()).toBeLessThanOrEqual(mayGrow ? Number.POSITIVE_INFINITY : before);
          expect(await balanceLedgers(app.services, { repair: false })).toMatchObject({ differences: 0 });
        }
        for (const id of ids) await bringToRest(id);
        const { claims } = await ledgerOfBots();
        expect(claims.filter(({ kind }) => kind === 'loan')).toEqual([]);
        const units = await findUnits(
          Array.from({ length: blueBot.units }, (_, index) => unitId(blueBot, index + 1)),
        );
        expect([...units.values()].filter(({ loan }) => loan)).toEqual([]);
        for (let number = 1; number <= blueBot.units; number += 1) await setState(number, 'available');
        expect(await ledgerOfBots()).toMatchObject({ capacity: blueBot.units, claims: [] });
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 180_000);
});

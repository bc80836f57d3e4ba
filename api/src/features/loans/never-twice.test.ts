import type { Loan, LoanRequest, Problem } from '@mediecentral/contracts';
import mongoose from 'mongoose';
import type { Actor } from '../../platform/actor.ts';
import { setClock } from '../../platform/clock.ts';
import { type Deed, dieAfter } from '../../testing/die-after.ts';
import {
  blueBot,
  book,
  command,
  furnishCentre,
  greenScreen,
  inventoryNumber,
  iPad,
  kvarnskolan,
  requestFor,
  setMorning,
  signInAt,
  unitId,
} from '../../testing/lending-centre.ts';
import type { Person, TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { findUnits, readLedger } from '../equipment/index.ts';
import { balanceLedgers } from './balance-ledgers.ts';
import { LoanModel } from './loan.model.ts';
import { sweepLoans } from './sweep-loans.ts';

let app: TestApp;
let teacher: Person;
let staff: Person;

beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  teacher = await signInAt(app, 'teacher', kvarnskolan);
  staff = await signInAt(app, 'staff');
});
afterAll(() => app.close());
beforeEach(() => setMorning('2026-03-02'));

const claims = async (...models: { id: string }[]) =>
  (await Promise.all(models.map(({ id }) => readLedger(id)))).flatMap((ledger) =>
    ledger.claims.filter(({ kind }) => kind === 'loan'),
  );
const actorOf = ({ account }: Person): Actor => ({
  accountId: account.id,
  role: account.role,
  displayName: account.displayName,
  email: account.email,
  schoolUnitIds: account.schoolUnits.map(({ id }) => id),
});

const run = (person: Person, writes: number, deed: Deed['deed']) =>
  dieAfter({
    uri: process.env.MONGODB_URI ?? '',
    database: mongoose.connection.name,
    writes,
    now: '2026-03-02T08:00:00Z',
    actor: actorOf(person),
    deed,
  });

const sweepLater = async () => {
  setClock(() => new Date('2026-03-02T08:10:00Z'));
  await sweepLoans(app.services);
};

const expectBalance = async () => {
  expect(await balanceLedgers(app.services, { repair: false })).toMatchObject({ differences: 0 });
  expect(await LoanModel.countDocuments({ unsettledSince: { $exists: true } })).toBe(0);
};

const basket = [
  { modelId: blueBot.id, quantity: 3 },
  { modelId: iPad.id, quantity: 5 },
];

const given = ({ id, version }: Loan) => ({ id, version });
const prepare = (request: Partial<LoanRequest>) => book(teacher, { lines: basket, ...request });
/** Back with three robots in it, still to be checked. */
const backAtTheCentre = async () => {
  let loan = await command(staff, await prepare({ from: '2026-05-18', to: '2026-05-20' }), 'approve', {});
  for (const code of [1, 2, 3].map((number) => inventoryNumber(blueBot, number))) {
    loan = (await staff.post(`/api/loans/${loan.id}/scan`, { code })).body.loan as Loan;
  }
  loan = await command(staff, loan, 'pack', { missing: 'iPad' });
  return command(staff, await command(staff, loan, 'dispatch'), 'receive');
};

describe('two hundred at once for the last unit', () => {
  it('lends it to one and shows the others when it is free', async () => {
    const lines = [{ modelId: greenScreen.id, quantity: 1 }];
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => teacher.post('/api/loans', requestFor({ lines }))),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(199);
    for (const { status, body } of answers) {
      if (status !== 409) continue;
      expect(body).toMatchObject({ code: 'not_available', lines: [{ asked: 1, free: 0 }] });
      expect((body as Problem).lines?.[0]?.nearest).toHaveLength(3);
    }
    expect(await claims(greenScreen)).toHaveLength(1);
  }, 120_000);

  it('gives one of two baskets everything when they want the same things in another order', async () => {
    const [bots, pads] = [
      { modelId: blueBot.id, quantity: 6 },
      { modelId: iPad.id, quantity: 10 },
    ];
    const period = { from: '2026-06-01', to: '2026-06-05' };
    const answers = await Promise.all(
      [[bots, pads], [pads, bots], [pads], [bots]].map((lines) =>
        teacher.post('/api/loans', requestFor({ ...period, lines })),
      ),
    );
    expect(answers.map(({ status }) => status).every((status) => status === 201 || status === 409)).toBe(
      true,
    );
    const held = await claims(blueBot, iPad);
    const booked = answers.flatMap(({ status, body }) => (status === 201 ? (body as Loan).lines : []));
    expect(held.map(({ lineId }) => lineId).toSorted()).toEqual(booked.map(({ id }) => id).toSorted());
    for (const { status, body } of answers)
      if (status === 201) await command(teacher, body as Loan, 'cancel');
    expect(await claims(blueBot, iPad)).toEqual([]);
  });
});

describe('a process that is killed between any two writes', () => {
  it('leaves a loan or nothing after the sweep, and one loan when it is sent again', async () => {
    let finished = false;
    for (let writes = 1; !finished; writes += 1) {
      const left = requestFor({ lines: basket });
      const retried = requestFor({ lines: basket, from: '2026-05-18', to: '2026-05-20' });
      const killed = await Promise.all(
        [left, retried].map((request) => run(teacher, writes, { name: 'book', request })),
      );
      finished = killed.includes(false);
      const again = await teacher.post('/api/loans', retried);
      expect([writes, again.status]).toEqual([writes, 201]);
      await sweepLater();
      await expectBalance();
      const kept = await LoanModel.find({
        requestKey: { $in: [left, retried].map(({ requestId }) => `${teacher.account.id}:${requestId}`) },
      }).lean();
      const open = kept.filter(({ state }) => state === 'requested');
      expect(kept).toHaveLength(open.length);
      expect(open.map(({ reference }) => reference)).toContain((again.body as Loan).reference);
      expect(await claims(blueBot, iPad)).toHaveLength(2 * open.length);
      for (const { _id } of open) {
        const loan = (await teacher.get(`/api/loans/${String(_id)}`)).body as Loan;
        await command(teacher, loan, 'cancel');
      }
      expect(await claims(blueBot, iPad)).toEqual([]);
    }
  }, 240_000);

  it('draws every consequence of a command after the sweep', async () => {
    for (let writes = 1, finished = false; !finished; writes += 1) {
      setMorning('2026-03-02');
      const approved = await prepare({});
      const checked = await backAtTheCentre();
      const [first, second, third] = [1, 2, 3].map((number) => unitId(blueBot, number));
      const killed = await Promise.all([
        run(staff, writes, {
          name: 'approve',
          given: { ...given(approved), lines: [{ lineId: approved.lines[0]?.id ?? '', granted: 1 }] },
        }),
        run(staff, writes, {
          name: 'check',
          given: {
            ...given(checked),
            units: [
              { unitId: first ?? '', outcome: 'returned' },
              { unitId: second ?? '', outcome: 'lost' },
            ],
          },
        }),
      ]);
      finished = !killed.includes(true);
      await sweepLater();
      await expectBalance();
      const back = (await staff.get(`/api/loans/${checked.id}`)).body as Loan;
      const units = [first, second, third].map((id) => ({
        unitId: id,
        outcome: back.lines.flatMap((line) => line.units).find((unit) => unit.unitId === id)?.outcome,
      }));
      const found = await findUnits([second ?? '']);
      expect(found.get(second ?? '')?.state).toBe(units[1]?.outcome === 'lost' ? 'lost' : 'available');

      const rest = units.filter(({ outcome }) => !outcome).map((unit) => ({ ...unit, outcome: 'returned' }));
      const whole = await command(staff, back, 'check', { units: rest });
      if (units[1]?.outcome === 'lost') {
        await command(staff, whole, 'check', { units: [{ unitId: second, outcome: 'found_later' }] });
      }
      const last = (await staff.get(`/api/loans/${checked.id}`)).body as Loan;
      await command(staff, last, 'close');
      const request = (await staff.get(`/api/loans/${approved.id}`)).body as Loan;
      await command(staff, request, 'cancel');
      expect(await claims(blueBot, iPad)).toEqual([]);
      expect((await readLedger(blueBot.id)).capacity).toBe(6);
    }
  }, 240_000);
});

import type { Loan } from '@mediecentral/contracts';
import { setClock } from '../../platform/clock.ts';
import {
  blueBot,
  book,
  command,
  furnishCentre,
  inventoryNumber,
  iPad,
  kvarnskolan,
  setMorning,
  signInAt,
  unitId,
} from '../../testing/lending-centre.ts';
import type { Person, TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { claimUnits, findUnits, keepFewer, readLedger, releaseUnits } from '../equipment/index.ts';
import { balanceLedgers } from './balance-ledgers.ts';
import { insertLoanHistory } from './insert-loan-history.ts';
import { findLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';
import { remindOfReturns } from './remind-borrowers.ts';

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

const lent = async (...numbers: number[]) => {
  let loan = await book(teacher, { lines: [{ modelId: iPad.id, quantity: numbers.length }] });
  loan = await command(staff, loan, 'approve');
  for (const number of numbers) {
    const code = inventoryNumber(iPad, number);
    loan = (await staff.post(`/api/loans/${loan.id}/scan`, { code })).body.loan as Loan;
  }
  return command(staff, await command(staff, loan, 'pack'), 'dispatch');
};

const lineOf = ({ lines }: Loan) => lines[0]?.id ?? '';

describe('the nightly balance', () => {
  it('finds what a ledger holds too much, too little and not at all, and puts right what is proven', async () => {
    const [none, much] = [
      await book(teacher, { lines: [{ modelId: blueBot.id, quantity: 2 }] }),
      await book(teacher, { lines: [{ modelId: blueBot.id, quantity: 3 }] }),
    ];
    expect(await balanceLedgers(app.services, { repair: true })).toEqual({ models: 1, differences: 0 });
    await releaseUnits(blueBot.id, lineOf(none));
    const gone = { lineId: 'a'.repeat(24), loanId: 'b'.repeat(24), reference: 'L-2026-09999', quantity: 1 };
    const [{ from, to } = { from: undefined, to: undefined }] = (await readLedger(blueBot.id)).claims;
    if (!from || !to) throw new Error('nothing is claimed');
    await claimUnits(blueBot.id, { ...gone, from, to });
    expect(await balanceLedgers(app.services, { repair: false })).toMatchObject({ differences: 2 });
    expect(await balanceLedgers(app.services, { repair: true })).toMatchObject({ differences: 2 });
    expect(await balanceLedgers(app.services, { repair: false })).toMatchObject({ differences: 0 });
    const held = (await readLedger(blueBot.id)).claims.map(({ lineId, quantity }) => [lineId, quantity]);
    expect(new Map(held as [string, number][])).toEqual(
      new Map([
        [lineOf(none), 2],
        [lineOf(much), 3],
      ]),
    );
    // Who has lost units they were promised is for people to say, so it is reported and left.
    await keepFewer(blueBot.id, lineOf(much), 1);
    expect(await balanceLedgers(app.services, { repair: true })).toMatchObject({ differences: 1 });
    expect(await balanceLedgers(app.services, { repair: true })).toMatchObject({ differences: 1 });
    for (const loan of [none, much]) await command(teacher, loan, 'cancel');
    expect((await readLedger(blueBot.id)).claims).toEqual([]);
  });
});

describe('reminders', () => {
  it('go out once before the last day and once for each step of being late, one mail a day', async () => {
    const loans = [await lent(1), await lent(2)];
    app.mails.length = 0;
    const mailsOn = async (date: string) => {
      setMorning(date);
      app.mails.length = 0;
      await remindOfReturns(app.services);
      await remindOfReturns(app.services);
      return app.mails.length;
    };
    expect(await mailsOn('2026-03-25')).toBe(0);
    expect(await mailsOn('2026-03-26')).toBe(1);
    for (const { reference } of loans) expect(app.mails[0]?.text).toContain(reference);
    expect(await mailsOn('2026-03-27')).toBe(0);
    expect(await mailsOn('2026-03-28')).toBe(0);
    expect(await mailsOn('2026-03-31')).toBe(1);
    expect(await mailsOn('2026-04-01')).toBe(0);
    expect(await mailsOn('2026-04-02')).toBe(1);
    const [first] = loans;
    const events = (await findLoan(first?.id ?? ''))?.events.filter(({ kind }) => kind === 'reminded');
    expect(events).toHaveLength(3);
  });
});

describe('papers', () => {
  it('come as PDF for the box, the address and the day, and the days as a calendar file', async () => {
    const loan = await lent(3);
    for (const path of [
      `/api/loans/${loan.id}/packing-list.pdf`,
      `/api/loans/${loan.id}/labels.pdf`,
      '/api/today/list.pdf',
    ]) {
      const { status, headers, body } = await staff.get(path);
      expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/pdf']);
      expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const calendar = await teacher.get(`/api/loans/${loan.id}/calendar.ics`);
    expect(calendar.text).toContain('DTSTART;VALUE=DATE:20260316');
  });
});

describe('today', () => {
  it('says which transports run and how many boxes go with each', async () => {
    await command(staff, await book(teacher, { lines: [{ modelId: blueBot.id, quantity: 1 }] }), 'approve');
    setMorning('2026-03-13');
    expect((await staff.get('/api/today')).body).toMatchObject({
      date: '2026-03-13',
      open: true,
      runs: [{ municipality: { code: '0834' }, departure: '13.00', loans: 1 }],
    });
    setMorning('2026-03-14');
    expect((await staff.get('/api/today')).body).toMatchObject({ open: false, runs: [] });
  });

  it('shows a loan that is in danger, to those who decide how much can be granted too', async () => {
    const loan = await book(teacher, {
      lines: [{ modelId: blueBot.id, quantity: 6 }],
      from: '2026-05-04',
      to: '2026-05-06',
    });
    expect((await staff.get('/api/today')).body.queues[5]).toMatchObject({ queue: 'in_danger', total: 0 });
    const unit = (await staff.get(`/api/units/${unitId(blueBot, 6)}`)).body as { version: number };
    const path = `/api/units/${unitId(blueBot, 6)}/state`;
    await staff.post(path, { version: unit.version, state: 'lost', note: 'Borta' });
    expect((await staff.get('/api/today')).body.queues[5]).toMatchObject({
      total: 1,
      items: [{ reference: loan.reference, fits: false, inDanger: true, due: '2026-04-30' }],
    });
    expect((await staff.get(`/api/loans/${loan.id}/decision`)).body).toMatchObject({
      lines: [{ asked: 6, grantable: 5, days: { length: 16 } }],
    });
  });
});

describe('loans from before', () => {
  it('are in the books with their units, and new ones are numbered after them', async () => {
    const template = await findLoan((await lent(4)).id);
    if (!template) throw new Error('there is no such loan');
    const { requestKey: _key, requestDigest: _digest, ...past } = template;
    const [line] = past.lines;
    if (!line) throw new Error('it has a line');
    const historic: LoanRecord = {
      ...past,
      id: 'd'.repeat(24),
      reference: 'L-2026-00500',
      from: '2026-06-01',
      to: '2026-06-03',
      window: { ...past.window, claimedFrom: '2026-05-29', claimedTo: '2026-06-05' },
      lines: [
        {
          ...line,
          id: 'e'.repeat(24),
          units: [{ unitId: unitId(iPad, 7), inventoryNumber: inventoryNumber(iPad, 7) }],
        },
      ],
    };
    const closed: LoanRecord = {
      ...historic,
      id: '9'.repeat(24),
      reference: 'L-2026-00499',
      state: 'closed',
    };
    await insertLoanHistory([historic, closed]);
    expect(await balanceLedgers(app.services, { repair: false })).toMatchObject({ differences: 0 });
    expect((await findUnits([unitId(iPad, 7)])).get(unitId(iPad, 7))?.loan?.reference).toBe('L-2026-00500');
    const next = await book(teacher, {
      lines: [{ modelId: iPad.id, quantity: 1 }],
      from: '2026-06-01',
      to: '2026-06-01',
    });
    expect(next.reference).toBe('L-2026-00501');
    setClock(() => new Date('2027-01-11T08:00:00Z'));
    const nextYear = await book(staff, {
      schoolUnitId: kvarnskolan.id,
      lines: [{ modelId: blueBot.id, quantity: 1 }],
      from: '2027-02-01',
      to: '2027-02-01',
      override: 'Nytt år.',
    });
    expect(nextYear.reference).toBe('L-2027-00001');
  });
});

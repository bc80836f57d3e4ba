import type { Loan, ListedLoan, Scanned, Today } from '@mediecentral/contracts';
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
import { findUnits, readLedger } from '../equipment/index.ts';

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

const queue = async (name: string) => {
  const today = (await staff.get('/api/today')).body as Today;
  return today.queues.find((each) => each.queue === name)?.items.map(({ reference }) => reference);
};
const scan = async (loan: Loan, code: string) =>
  (await staff.post(`/api/loans/${loan.id}/scan`, { code })).body as Scanned;
const held = async ({ id }: { id: string }) =>
  (await readLedger(id)).claims
    .filter(({ kind }) => kind === 'loan')
    .map(({ quantity, from, to }) => `${quantity} ${from} ${to}`);

const list = async (query: Record<string, string | boolean>) =>
  ((await staff.get('/api/loans', query)).body as { items: ListedLoan[] }).items.map(
    ({ reference }) => reference,
  );

describe('a loan from request to rest', () => {
  it('goes by transport, comes back in two turns and leaves nothing behind', async () => {
    let loan = await book(teacher, {
      lines: [
        { modelId: blueBot.id, quantity: 6 },
        { modelId: iPad.id, quantity: 2 },
      ],
      group: '5A',
      pupils: 26,
      purpose: 'Vi bygger banor.',
    });
    expect(loan).toMatchObject({
      reference: 'L-2026-00001',
      state: 'requested',
      borrower: { displayName: 'Maja Lindqvist' },
      municipality: { code: '0834', name: 'Torsås' },
      stage: 'grades_4_6',
      window: {
        dispatchOn: '2026-03-13',
        arrivesOn: '2026-03-16',
        returnOn: '2026-03-30',
        backOn: '2026-03-30',
        claimedFrom: '2026-03-13',
        claimedTo: '2026-03-31',
      },
      allowed: ['cancel'],
    });
    expect(await held(blueBot)).toEqual(['6 2026-03-13 2026-03-31']);
    expect(await queue('to_answer')).toEqual([loan.reference]);

    const ipads = loan.lines.find(({ modelId }) => modelId === iPad.id);
    const bots = loan.lines.find(({ modelId }) => modelId === blueBot.id);
    loan = await command(staff, loan, 'approve', {
      lines: [{ lineId: bots?.id, granted: 4 }],
      message: 'Två är på lagning.',
    });
    expect(loan.state).toBe('partly_approved');
    expect(await held(blueBot)).toEqual(['4 2026-03-13 2026-03-31']);
    expect(await queue('to_pack')).toEqual([]);

    setMorning('2026-03-13');
    expect(await queue('to_pack')).toEqual([loan.reference]);
    for (const number of [1, 2, 3, 4]) {
      const { result, left } = await scan(loan, inventoryNumber(blueBot, number));
      expect([result, left]).toEqual(['right', 4 - number]);
    }
    expect((await scan(loan, inventoryNumber(blueBot, 5))).result).toBe('too_many');
    loan = (await scan(loan, 'ip-01')).loan;
    expect((await staff.post(`/api/loans/${loan.id}/pack`, { version: loan.version })).body).toMatchObject({
      code: 'not_packed',
    });
    loan = await command(staff, loan, 'pack', { missing: 'En iPad har sprucket glas.' });
    expect(loan.lines.find(({ id }) => id === ipads?.id)).toMatchObject({ asked: 2, granted: 1 });
    expect(await held(iPad)).toEqual(['1 2026-03-13 2026-03-31']);
    expect(await queue('to_send')).toEqual([loan.reference]);

    loan = await command(staff, loan, 'dispatch', { carrier: 'Torsåsbilen', tracking: 'T-1' });
    expect(loan).toMatchObject({
      state: 'dispatched',
      shipments: [{ direction: 'out', carrier: 'Torsåsbilen', date: '2026-03-13', tracking: 'T-1' }],
    });
    setMorning('2026-03-16');
    loan = await command(
      teacher,
      (await teacher.get(`/api/loans/${loan.id}`)).body as Loan,
      'confirm-receipt',
    );
    expect(loan).toMatchObject({ state: 'on_loan', allowed: ['send-back'] });

    setMorning('2026-03-20');
    loan = await command(teacher, loan, 'send-back');
    setMorning('2026-03-23');
    expect(await queue('expected_back')).toEqual([loan.reference]);
    loan = await command(staff, loan, 'receive');
    expect(loan).toMatchObject({ state: 'received', overdueDays: 0 });

    const units = [1, 2, 3].map((number) => ({ unitId: unitId(blueBot, number), outcome: 'returned' }));
    loan = await command(staff, loan, 'check', { units });
    expect(await held(blueBot)).toEqual(['1 2026-03-13 2026-03-31']);
    expect(loan.allowed).not.toContain('close');
    setMorning('2026-04-01');
    expect(await queue('overdue')).toEqual([loan.reference]);
    loan = await command(staff, loan, 'check', {
      units: [
        { unitId: unitId(blueBot, 4), outcome: 'lost', note: 'Borta.' },
        { unitId: unitId(iPad, 1), outcome: 'damaged', repair: true },
      ],
    });
    loan = await command(staff, loan, 'close');
    expect(loan).toMatchObject({ state: 'closed', allowed: ['check'] });
    expect([await held(blueBot), await held(iPad)]).toEqual([[], []]);
    const ids = [unitId(blueBot, 1), unitId(blueBot, 4), unitId(iPad, 1)];
    const found = await findUnits(ids);
    expect(ids.map((id) => found.get(id)?.state)).toEqual(['available', 'lost', 'repair']);
    expect(ids.map((id) => found.get(id)?.loan)).toEqual([undefined, undefined, undefined]);

    loan = await command(staff, loan, 'check', {
      units: [{ unitId: unitId(blueBot, 4), outcome: 'found_later' }],
    });
    expect(loan).toMatchObject({ state: 'closed', allowed: [] });
    expect((await readLedger(blueBot.id)).capacity).toBe(6);
    expect(loan.events.map(({ kind }) => kind)).toEqual([
      'requested',
      'partly_approved',
      ...Array.from({ length: 5 }, () => 'unit_packed'),
      'packed',
      'dispatched',
      'receipt_confirmed',
      'sent_back',
      'received',
      'checked',
      'checked',
      'closed',
      'checked',
    ]);
  });

  it('tells the borrower at each step, with the days as a calendar file once they are agreed', async () => {
    const subjects = app.mails.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toHaveLength(6);
    expect(app.mails[1]?.text).toContain('Två är på lagning.');
    expect(app.mails[1]?.attachments?.[0]?.mediaType).toContain('text/calendar');
  });

  it('skips transit at a pickup', async () => {
    setMorning('2026-03-02');
    let loan = await book(teacher, { delivery: 'pickup', lines: [{ modelId: iPad.id, quantity: 1 }] });
    loan = await command(staff, loan, 'approve');
    loan = (await scan(loan, inventoryNumber(iPad, 3))).loan;
    loan = await command(staff, loan, 'pack');
    loan = await command(staff, loan, 'dispatch');
    expect(loan).toMatchObject({ state: 'on_loan', shipments: [] });
    expect(loan.allowed).toEqual(['receive', 'recall']);
    loan = await command(staff, loan, 'receive');
    loan = await command(staff, loan, 'check', {
      units: [{ unitId: unitId(iPad, 3), outcome: 'incomplete' }],
    });
    expect((await command(staff, loan, 'close')).state).toBe('closed');
  });

  it('is recalled before its last day and taken back from there', async () => {
    let loan = await book(teacher, { lines: [{ modelId: iPad.id, quantity: 1 }] });
    loan = await command(staff, loan, 'approve');
    loan = (await scan(loan, inventoryNumber(iPad, 4))).loan;
    loan = await command(staff, await command(staff, loan, 'pack'), 'dispatch');
    loan = await command(staff, loan, 'recall', { message: 'Vi behöver den.' });
    expect(await queue('expected_back')).toContain(loan.reference);
    expect((await command(staff, loan, 'receive')).state).toBe('received');
  });

  it('gives units and days back when it is cancelled after packing', async () => {
    let loan = await book(teacher, { lines: [{ modelId: iPad.id, quantity: 1 }] });
    loan = await command(staff, loan, 'approve');
    loan = (await scan(loan, inventoryNumber(iPad, 5))).loan;
    loan = await command(staff, loan, 'pack');
    loan = (await teacher.get(`/api/loans/${loan.id}`)).body as Loan;
    await command(teacher, loan, 'cancel', { message: 'Klassen är sjuk.' });
    expect((await findUnits([unitId(iPad, 5)])).get(unitId(iPad, 5))?.loan).toBeUndefined();
    expect(await held(iPad)).toHaveLength(1);
  });

  it('is found in lists by school, state, model, period and the beginning of its reference', async () => {
    const all = await list({});
    expect(all).toEqual(['L-2026-00004', 'L-2026-00003', 'L-2026-00002', 'L-2026-00001']);
    expect(await list({ state: 'cancelled' })).toEqual(['L-2026-00004']);
    expect(await list({ modelId: blueBot.id })).toEqual(['L-2026-00001']);
    expect(await list({ q: 'l-2026-00003' })).toEqual(['L-2026-00003']);
    expect(await list({ q: 'kvarn' })).toEqual(all);
    expect(await list({ q: '.*' })).toEqual([]);
    expect(await list({ from: '2026-03-28', to: '2026-04-10' })).toEqual([]);
    expect(await list({ open: 'true' })).toEqual(['L-2026-00003']);
    expect(await list({ municipality: '0881' })).toEqual([]);
  });
});

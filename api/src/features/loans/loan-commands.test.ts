import type { Loan, Problem } from '@mediecentral/contracts';
import {
  blueBot,
  book,
  command,
  ekskolan,
  farSchool,
  furnishCentre,
  inventoryNumber,
  iPad,
  requestFor,
  setMorning,
  signInAt,
  unitId,
} from '../../testing/lending-centre.ts';
import type { Person, TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
let neighbour: Person;
let staff: Person;

beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  neighbour = await signInAt(app, 'teacher', ekskolan);
  staff = await signInAt(app, 'staff');
});
afterAll(() => app.close());
beforeEach(() => setMorning('2026-03-02'));

describe('commands', () => {
  let loan: Loan;
  beforeAll(async () => {
    setMorning('2026-03-02');
    loan = await book(neighbour, {
      schoolUnitId: ekskolan.id,
      from: '2026-05-04',
      to: '2026-05-08',
      lines: [{ modelId: iPad.id, quantity: 2 }],
    });
  });
  const give = async (name: string, body: object, person = staff) => {
    const response = await person.post(`/api/loans/${loan.id}/${name}`, body);
    return [response.status, (response.body as Problem).code ?? (response.body as Loan).state];
  };

  it('are refused when somebody was first, and answered with the loan when it was the same command', async () => {
    expect(await give('approve', { version: loan.version + 1 })).toEqual([409, 'stale']);
    const both = await Promise.all([
      give('approve', { version: loan.version }),
      give('approve', { version: loan.version }),
    ]);
    expect(both).toEqual([
      [200, 'approved'],
      [200, 'approved'],
    ]);
    expect(await give('approve', { version: loan.version })).toEqual([200, 'approved']);
    expect(await give('reject', { version: loan.version, message: 'Nej' })).toEqual([409, 'stale']);
    const lines = [{ lineId: loan.lines[0]?.id, granted: 1 }];
    expect(await give('approve', { version: loan.version, lines })).toEqual([409, 'stale']);
    loan = (await staff.get(`/api/loans/${loan.id}`)).body as Loan;
    expect(loan.events.map(({ kind }) => kind)).toEqual(['requested', 'approved']);
    expect(await give('approve', { version: loan.version, lines })).toEqual([409, 'wrong_state']);
  });

  it('are refused in the wrong state', async () => {
    const { version } = loan;
    for (const name of ['dispatch', 'receive', 'close', 'confirm-receipt', 'send-back']) {
      expect([name, ...(await give(name, { version }))]).toEqual([name, 409, 'wrong_state']);
    }
    const units = [{ unitId: unitId(iPad, 1), outcome: 'returned' }];
    expect(await give('check', { version, units })).toEqual([409, 'wrong_state']);
    expect(await give('recall', { version, message: 'Åter' })).toEqual([409, 'wrong_state']);
    expect(await give('pack', { version })).toEqual([409, 'not_packed']);
    expect(await give('pack', { version, missing: 'allt' })).toEqual([409, 'not_packed']);
    expect(await give('damage', { message: 'Trasig' }, neighbour)).toEqual([409, 'wrong_state']);
  });

  it('tell what a scan is when it is not right', async () => {
    const scan = async (code: string, id = loan.id) =>
      (await staff.post(`/api/loans/${id}/scan`, { code })).body as Record<string, unknown>;
    expect(await scan('ingen')).toMatchObject({ result: 'unknown', code: 'ingen' });
    expect(await scan(inventoryNumber(iPad, 1))).toMatchObject({ result: 'right', left: 1 });
    expect(await scan(inventoryNumber(iPad, 1))).toMatchObject({ result: 'already', left: 1 });
    expect(await scan(inventoryNumber(blueBot, 1))).toMatchObject({ result: 'wrong' });
    const unit = (await staff.get(`/api/units/${unitId(iPad, 2)}`)).body as { version: number };
    const state = { version: unit.version, state: 'repair', note: 'Glas' };
    await staff.post(`/api/units/${unitId(iPad, 2)}/state`, state);
    expect(await scan(inventoryNumber(iPad, 2))).toMatchObject({ result: 'not_available' });
    let other = await book(staff, {
      ...requestFor(),
      lines: [{ modelId: iPad.id, quantity: 1 }],
      schoolUnitId: farSchool.id,
      delivery: 'post',
    });
    other = await command(staff, other, 'approve');
    expect(await scan(inventoryNumber(iPad, 1), other.id)).toMatchObject({
      result: 'wrong',
      belongsTo: loan.reference,
    });
    await staff.post(`/api/loans/${loan.id}/unscan`, { unitId: unitId(iPad, 1) });
    await staff.post(`/api/loans/${loan.id}/unscan`, { unitId: unitId(iPad, 1) });
    expect(await scan(inventoryNumber(iPad, 1), other.id)).toMatchObject({ result: 'right', left: 0 });
    expect(await scan(inventoryNumber(iPad, 3), other.id)).toMatchObject({ result: 'too_many', left: 0 });
  });

  it('are refused for lines and units that are not the loan’s', async () => {
    const fresh = await book(staff, {
      lines: [{ modelId: iPad.id, quantity: 2 }],
      schoolUnitId: ekskolan.id,
      from: '2026-05-18',
      to: '2026-05-20',
    });
    const approve = (lines: object[]) =>
      staff.post(`/api/loans/${fresh.id}/approve`, { version: fresh.version, lines });
    const [line] = fresh.lines;
    for (const lines of [
      [{ lineId: 'f'.repeat(24), granted: 1 }],
      [{ lineId: line?.id, granted: 3 }],
      [{ lineId: line?.id, granted: 0 }],
      [
        { lineId: line?.id, granted: 1 },
        { lineId: line?.id, granted: 2 },
      ],
    ]) {
      const { status, body } = await approve(lines);
      expect([status, (body as Problem).code]).toEqual([400, 'invalid_request']);
    }
    expect((await staff.get(`/api/loans/${fresh.id}`)).body).toMatchObject({
      state: 'requested',
      version: fresh.version,
    });
  });
});

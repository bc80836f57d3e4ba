import type { Loan, LoanRequest, Problem, RouteDefinition } from '@mediecentral/contracts';
import {
  blueBot,
  book,
  closedSchool,
  command,
  ekskolan,
  farSchool,
  furnishCentre,
  inventoryNumber,
  iPad,
  kvarnskolan,
  printer,
  requestFor,
  retiredModel,
  setMorning,
  signInAt,
  unitId,
} from '../../testing/lending-centre.ts';
import { nobody, type Person, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { readLedger } from '../equipment/index.ts';

let app: TestApp;
let teacher: Person;
let neighbour: Person;
let educator: Person;
let pupil: Person;
let staff: Person;

beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  teacher = await signInAt(app, 'teacher', kvarnskolan, farSchool, closedSchool);
  neighbour = await signInAt(app, 'teacher', ekskolan);
  educator = await signInAt(app, 'educator');
  pupil = await signInAt(app, 'pupil', kvarnskolan);
  staff = await signInAt(app, 'staff');
});
afterAll(() => app.close());
beforeEach(() => setMorning('2026-03-02'));

const refuse = async (change: Partial<LoanRequest> | Record<string, unknown>, person = teacher) => {
  const response = await person.post('/api/loans', { ...requestFor(), ...change });
  return [response.status, (response.body as Problem).code];
};
const totalLoans = async () => ((await staff.get('/api/loans')).body as { total: number }).total;

describe('a booking that cannot be', () => {
  it.each<[string, Record<string, unknown>, number, string]>([
    ['ends before it begins', { from: '2026-03-27', to: '2026-03-16' }, 422, 'dates_in_wrong_order'],
    ['is in the past', { from: '2026-02-16', to: '2026-02-20' }, 422, 'in_the_past'],
    ['is longer than the model may be away', { to: '2026-04-24' }, 422, 'too_long_loan'],
    ['begins on a Sunday', { from: '2026-03-15' }, 422, 'closed_day'],
    ['ends in a school holiday', { to: '2026-03-31' }, 422, 'closed_day'],
    ['is too soon', { from: '2026-03-03', to: '2026-03-06' }, 422, 'too_soon'],
    ['is too far ahead', { from: '2027-10-04', to: '2027-10-08' }, 422, 'too_far_ahead'],
    ['is for the end of time', { from: '9999-12-30', to: '9999-12-31' }, 422, 'too_far_ahead'],
    ['is before the calendar', { from: '0000-01-03', to: '0000-01-04' }, 400, 'invalid_request'],
    ['is for no day', { from: '2026-02-30' }, 400, 'invalid_request'],
    [
      'is for more than one loan may have',
      { lines: [{ modelId: blueBot.id, quantity: 7 }] },
      422,
      'too_many',
    ],
    ['is for nothing', { lines: [] }, 400, 'invalid_request'],
    ['is for less than nothing', { lines: [{ modelId: blueBot.id, quantity: -1 }] }, 400, 'invalid_request'],
    ['is for a part of one', { lines: [{ modelId: blueBot.id, quantity: 1.5 }] }, 400, 'invalid_request'],
    [
      'names a model twice',
      { lines: [1, 2].map((quantity) => ({ modelId: blueBot.id, quantity })) },
      400,
      'invalid_request',
    ],
    [
      'is for an inactive model',
      { lines: [{ modelId: retiredModel.id, quantity: 1 }] },
      422,
      'model_inactive',
    ],
    ['is for no model', { lines: [{ modelId: 'f'.repeat(24), quantity: 1 }] }, 404, 'not_found'],
    ['names an id that is none', { lines: [{ modelId: 'bluebot', quantity: 1 }] }, 400, 'invalid_request'],
    [
      'wants by parcel what is set up on site',
      { lines: [{ modelId: printer.id, quantity: 1 }], delivery: 'post' },
      422,
      'delivery_not_offered',
    ],
    ['goes where no transport goes', { schoolUnitId: farSchool.id }, 422, 'delivery_not_offered'],
    ['is for a closed school', { schoolUnitId: closedSchool.id }, 422, 'school_inactive'],
    ['is for another school', { schoolUnitId: ekskolan.id }, 403, 'school_not_yours'],
    ['has a field too many', { state: 'approved' }, 400, 'invalid_request'],
    ['has an operator for a value', { schoolUnitId: { $ne: null } }, 400, 'invalid_request'],
    ['sets a block aside without being staff', { override: 'Snälla' }, 403, 'forbidden'],
  ])('is refused and changes nothing when it %s', async (_why, change, status, code) => {
    expect(await refuse(change)).toEqual([status, code]);
    expect(await totalLoans()).toBe(0);
    expect((await readLedger(blueBot.id)).claims).toEqual([]);
  });

  it('is refused at a megabyte', async () => {
    expect(await refuse({ purpose: 'x'.repeat(1_000_000) })).toEqual([413, 'too_large']);
  });

  it('says the first day that can be had, and the limit that was passed', async () => {
    const soon = await teacher.post('/api/loans', requestFor({ from: '2026-03-03', to: '2026-03-06' }));
    expect(soon.body).toMatchObject({ earliest: '2026-03-04' });
    const long = await teacher.post('/api/loans', requestFor({ to: '2026-04-24' }));
    expect(long.body).toMatchObject({ limit: 28 });
  });
});

describe('the same request', () => {
  it('gives the same loan, at once or later, and another one under its id is refused', async () => {
    const request = requestFor({ lines: [{ modelId: iPad.id, quantity: 2 }] });
    const answers = await Promise.all([1, 2, 3].map(() => teacher.post('/api/loans', request)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => (body as Loan).id)).size).toBe(1);
    const again = await teacher.post('/api/loans', request);
    expect([again.status, (again.body as Loan).id]).toEqual([201, (answers[0]?.body as Loan).id]);
    expect(await refuse({ ...request, to: '2026-03-26' })).toEqual([409, 'request_reused']);
    expect((await readLedger(iPad.id)).claims).toHaveLength(1);
  });

  it('is another loan when another person sends it', async () => {
    const request = requestFor({ lines: [{ modelId: iPad.id, quantity: 1 }] });
    const mine = (await teacher.post('/api/loans', request)).body as Loan;
    const theirs = (await neighbour.post('/api/loans', { ...request, schoolUnitId: ekskolan.id }))
      .body as Loan;
    expect(theirs.id).not.toBe(mine.id);
  });
});

describe('a quote', () => {
  it('says when it would come and go, what is short and what is near, and changes nothing', async () => {
    const { requestId: _id, ...asked } = requestFor();
    const before = await totalLoans();
    const quote = await teacher.post('/api/loans/quote', asked);
    expect(quote.body).toMatchObject({
      fits: true,
      schoolDays: 10,
      window: { dispatchOn: '2026-03-13', backOn: '2026-03-30' },
    });
    const loan = await book(teacher);
    expect(
      (await neighbour.post('/api/loans/quote', { ...asked, schoolUnitId: ekskolan.id })).body,
    ).toMatchObject({
      fits: false,
      lines: [{ modelId: blueBot.id, asked: 6, free: 0, nearest: [{}, {}, {}] }],
    });
    await command(teacher, loan, 'cancel');
    expect(await totalLoans()).toBe(before + 1);
  });
});

describe('limits of a school', () => {
  it('lets a late loan block the next one, unless staff say why not', async () => {
    let late = await book(neighbour, {
      schoolUnitId: ekskolan.id,
      lines: [{ modelId: iPad.id, quantity: 1 }],
    });
    late = await command(staff, late, 'approve');
    late = (await staff.post(`/api/loans/${late.id}/scan`, { code: inventoryNumber(iPad, 9) })).body
      .loan as Loan;
    late = await command(staff, await command(staff, late, 'pack'), 'dispatch');
    setMorning('2026-04-13');
    const next = {
      schoolUnitId: ekskolan.id,
      from: '2026-04-20',
      to: '2026-04-24',
      lines: [{ modelId: iPad.id, quantity: 1 }],
    };
    expect(await refuse(next, neighbour)).toEqual([409, 'overdue_block']);
    expect(await refuse(next, staff)).toEqual([409, 'overdue_block']);
    const excused = await book(staff, { ...next, override: 'Lådan är på väg.' });
    expect(excused.events[0]).toMatchObject({ side: 'staff', message: 'Lådan är på väg.' });
    expect((await staff.get('/api/loans', { overdue: true })).body).toMatchObject({
      total: 1,
      items: [{ reference: late.reference, overdueDays: 14 }],
    });
    expect((await staff.get('/api/today')).body.queues[4]).toMatchObject({ total: 1, oldestDays: 14 });
    late = await command(staff, late, 'receive');
    expect((await staff.get(`/api/loans/${excused.id}/decision`)).body).toMatchObject({
      loansThisYear: 3,
      lateReturns: 1,
      lines: [{ asked: 1, grantable: 1 }],
    });
  });

  it('ends at twenty open loans', async () => {
    const one = { lines: [{ modelId: iPad.id, quantity: 1 }] };
    const open = ((await teacher.get('/api/loans', { open: true })).body as { total: number }).total;
    for (let count = open; count < 20; count += 1) {
      const month = 4 + Math.floor(count / 8);
      await book(teacher, { ...one, from: `2026-0${month}-20`, to: `2026-0${month}-20` });
    }
    const response = await teacher.post('/api/loans', requestFor(one));
    expect(response.body).toMatchObject({ code: 'too_many_open_loans', limit: 20 });
  });
});

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

describe('who may', () => {
  const bodies: Record<string, object> = {
    rejectLoan: { message: 'Nej' },
    recallLoan: { message: 'Åter' },
    checkLoan: { units: [{ unitId: unitId(iPad, 1), outcome: 'returned' }] },
  };
  const bodyOf = ({ operation, path }: RouteDefinition) => {
    if (operation === 'bookLoan') return requestFor();
    if (operation === 'quoteLoan') return { ...requestFor(), requestId: undefined };
    if (path.endsWith('/scan')) return { code: 'BB-01' };
    if (path.endsWith('/unscan')) return { unitId: unitId(iPad, 1) };
    if (path.endsWith('/damage')) return { message: 'Trasig' };
    return { version: 0, ...bodies[operation] };
  };
  const call = (person: Pick<Person, 'get' | 'post'>, route: RouteDefinition, id: string) => {
    const path = route.path.replace('{id}', id);
    return route.method === 'get' ? person.get(path) : person.post(path, bodyOf(route));
  };
  const routes = () => app.definitions.filter(({ tag }) => tag === 'loans');

  it('touch no loan without login, as a pupil, or as a teacher for staff’s work', async () => {
    const loan = await book(educator, {
      lines: [{ modelId: iPad.id, quantity: 1 }],
      schoolUnitId: ekskolan.id,
      from: '2026-06-01',
      to: '2026-06-03',
    });
    expect(routes().length).toBeGreaterThan(20);
    for (const route of routes()) {
      const { status } = await call(nobody(app), route, loan.id);
      expect([route.operation, status]).toEqual([route.operation, 401]);
      const asPupil = await call(pupil, route, loan.id);
      expect([route.operation, asPupil.status]).toEqual([route.operation, 403]);
      if (route.access !== 'loans.handle') continue;
      const asTeacher = await call(neighbour, route, loan.id);
      expect([route.operation, asTeacher.status]).toEqual([route.operation, 403]);
    }
  });

  it('see and touch no loan of another school', async () => {
    const loan = await book(educator, {
      lines: [{ modelId: iPad.id, quantity: 1 }],
      schoolUnitId: ekskolan.id,
      from: '2026-06-01',
      to: '2026-06-03',
    });
    for (const route of routes().filter(({ path }) => path.includes('{id}'))) {
      const { status } = await call(teacher, route, loan.id);
      expect([route.operation, status]).toEqual([route.operation, 403]);
    }
    const list = async (person: Person, query = {}) =>
      ((await person.get('/api/loans', query)).body as { items: Loan[] }).items;
    expect((await list(teacher)).every(({ schoolUnit }) => schoolUnit.id !== ekskolan.id)).toBe(true);
    expect(await list(teacher, { schoolUnitId: ekskolan.id })).toEqual([]);
    expect((await list(neighbour)).map(({ id }) => id)).toContain(loan.id);
    expect((await list(neighbour, { mine: true })).map(({ id }) => id)).not.toContain(loan.id);
    expect((await list(educator, { mine: true })).map(({ id }) => id)).toContain(loan.id);
  });

  it('pages through a list without losing or doubling any', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await staff.get('/api/loans', { limit: 7, ...(after ? { after } : {}) });
      seen.push(...(body as { items: Loan[] }).items.map(({ id }) => id));
      after = (body as { next?: string }).next;
    } while (after);
    expect(new Set(seen).size).toBe(await totalLoans());
    expect(seen).toHaveLength(await totalLoans());
    expect((await staff.get('/api/loans', { after: 'eyJhIjoxfQ' })).status).toBe(400);
    expect((await staff.get('/api/loans', { 'state[$ne]': 'closed' })).status).toBe(400);
    expect((await staff.get('/api/loans/nope')).status).toBe(400);
    expect((await staff.get(`/api/loans/${'f'.repeat(24)}`)).status).toBe(404);
  });
});

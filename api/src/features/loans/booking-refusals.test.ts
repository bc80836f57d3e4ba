import type { Loan, LoanRequest, Problem } from '@mediecentral/contracts';
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
} from '../../testing/lending-centre.ts';
import type { Person, TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { readLedger } from '../equipment/index.ts';

let app: TestApp;
let teacher: Person;
let neighbour: Person;
let staff: Person;

beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  teacher = await signInAt(app, 'teacher', kvarnskolan, farSchool);
  neighbour = await signInAt(app, 'teacher', ekskolan);
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
    ['is for another school', { schoolUnitId: ekskolan.id }, 403, 'school_not_yours'],
    ['has a field too many', { state: 'approved' }, 400, 'invalid_request'],
    ['has an operator for a value', { schoolUnitId: { $ne: null } }, 400, 'invalid_request'],
    ['sets a block aside without being staff', { override: 'Snälla' }, 403, 'forbidden'],
  ])('is refused and changes nothing when it %s', async (_why, change, status, code) => {
    expect(await refuse(change)).toEqual([status, code]);
    expect(await totalLoans()).toBe(0);
    expect((await readLedger(blueBot.id)).claims).toEqual([]);
  });

  it('is refused for a closed school, by staff too', async () => {
    expect(await refuse({ schoolUnitId: closedSchool.id }, staff)).toEqual([422, 'school_inactive']);
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
    expect([again.status, (again.body as Loan).id]).toEqual([
      201,
      (answers.at(0)?.body as Loan | undefined)?.id,
    ]);
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
      const day = ['2026-04-21', '2026-04-28', '2026-05-05'][Math.floor(count / 8)] ?? '';
      await book(teacher, { ...one, from: day, to: day });
    }
    const response = await teacher.post('/api/loans', requestFor(one));
    expect(response.body).toMatchObject({ code: 'too_many_open_loans', limit: 20 });
  });
});

import type { Loan, RouteDefinition } from '@mediecentral/contracts';
import {
  book,
  ekskolan,
  furnishCentre,
  iPad,
  kvarnskolan,
  requestFor,
  setMorning,
  signInAt,
  unitId,
} from '../../testing/lending-centre.ts';
import { nobody, type Person, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
let teacher: Person;
let neighbour: Person;
let educator: Person;
let pupil: Person;
let staff: Person;

beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  teacher = await signInAt(app, 'teacher', kvarnskolan);
  neighbour = await signInAt(app, 'teacher', ekskolan);
  educator = await signInAt(app, 'educator');
  pupil = await signInAt(app, 'pupil', kvarnskolan);
  staff = await signInAt(app, 'staff');
});
afterAll(() => app.close());
beforeEach(() => setMorning('2026-03-02'));

const totalLoans = async () => ((await staff.get('/api/loans')).body as { total: number }).total;
const routes = () => app.definitions.filter(({ tag }) => tag === 'loans');
const list = async (person: Person, query = {}) =>
  ((await person.get('/api/loans', query)).body as { items: Loan[] }).items;

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

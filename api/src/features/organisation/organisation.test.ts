import type { Calendars, SchoolUnit } from '@mediecentral/contracts';
import { setClock } from '../../platform/clock.ts';
import { nobody, type Person, signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { findAuditEntries } from '../audit/index.ts';
import { loadCalendars, saveCentre, saveMunicipalities, saveSchoolUnits } from './index.ts';

type SchoolPage = { items: SchoolUnit[]; total: number; next?: string };

let app: TestApp;
let teacher: Person;
let staff: Person;
beforeAll(async () => {
  app = await openTestApp();
  await saveMunicipalities([
    { code: '0881', name: 'Nybro' },
    { code: '0883', name: 'Västervik' },
    { code: '0880', name: 'Kalmar' },
    { code: '0885', name: 'Åseda' },
  ]);
  teacher = await signIn(app, { role: 'teacher' });
  staff = await signIn(app, { role: 'staff', displayName: 'Kerstin Ahl' });
});
afterEach(() => setClock());
afterAll(() => app.close());

const school = (name: string, municipalityCode: string, active = true) => ({
  name,
  kind: 'school' as const,
  municipalityCode,
  stages: ['grades_4_6' as const],
  active,
});

const list = async (query: Record<string, string | number>) =>
  (await teacher.get('/api/school-units', query)).body as SchoolPage;

describe('the centre', () => {
  it('tells everyone its name and what day it is in Sweden', async () => {
    await saveCentre({
      name: 'Mediecentralen i Exempelstad',
      product: 'Mediecentral',
      email: 'centralen@example.org',
      phone: '08-465 004 10',
      openingHours: 'Vardagar 8–16',
      address: { street: 'Exempelgatan 1', postalCode: '123 45', city: 'Exempelstad' },
    });
    setClock(() => new Date('2026-03-01T23:30:00Z'));
    const response = await nobody(app).get('/api/centre');
    expect(response.body).toMatchObject({
      name: 'Mediecentralen i Exempelstad',
      today: '2026-03-02',
      developmentLogin: true,
    });
  });

  it('lists its municipalities to everyone in the order of the Swedish alphabet, page by page', async () => {
    const first = await nobody(app).get('/api/municipalities', { limit: 3 });
    const { items, total, next } = first.body as { items: { name: string }[]; total: number; next: string };
    expect(items.map(({ name }) => name)).toEqual(['Kalmar', 'Nybro', 'Västervik']);
    expect(total).toBe(4);
    const second = await nobody(app).get('/api/municipalities', { limit: 3, after: next });
    expect(second.body).toEqual({ items: [{ code: '0885', name: 'Åseda' }], total: 4 });
  });
});

describe('school units', () => {
  const names = [
    'Åbyskolan',
    'Östra skolan',
    'Alunskolan',
    'Norra skolan F-6',
    'Norra skolan 7-9',
    'Skola 10',
    'Skola 9',
  ];
  beforeAll(() =>
    saveSchoolUnits([
      ...names.map((name, index) => ({ ...school(name, '0880'), id: `${index}`.padStart(24, 'a') })),
      { ...school('Norra skolan', '0881', false), id: 'b'.repeat(24) },
    ]),
  );

  it('come in alphabetical order through all pages, none twice and none left out', async () => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page: SchoolPage = await list({ municipality: '0880', limit: 2, ...(after ? { after } : {}) });
      expect(page.total).toBe(names.length);
      found.push(...page.items.map(({ name }) => name));
      after = page.next;
    } while (after);
    expect(found).toEqual([
      'Alunskolan',
      'Norra skolan 7-9',
      'Norra skolan F-6',
      'Skola 9',
      'Skola 10',
      'Åbyskolan',
      'Östra skolan',
    ]);
  });

  it('are found by the beginnings of their words, in one municipality or all, and only the active ones where asked', async () => {
    expect((await list({ q: 'nor sko' })).total).toBe(3);
    expect((await list({ q: 'SKO NORRA f', municipality: '0880' })).items.map(({ name }) => name)).toEqual([
      'Norra skolan F-6',
    ]);
    expect((await list({ q: 'norra', active: 'true' })).total).toBe(2);
    expect((await list({ q: 'orra' })).total).toBe(0);
    expect((await list({ q: '.*' })).total).toBe(8);
  });

  it('are added and changed by staff, and each change stands in the audit trail', async () => {
    const added = await staff.post('/api/school-units', {
      ...school('Förskolan Svalan', '0880'),
      kind: 'preschool',
    });
    expect(added.status).toBe(201);
    const { id, version } = added.body as SchoolUnit;
    const change = {
      ...school('Förskolan Tärnan', '0881'),
      kind: 'preschool',
      deliveryNote: 'Köket',
      version,
    };
    const changed = await staff.put(`/api/school-units/${id}`, change);
    expect(changed.body).toMatchObject({
      name: 'Förskolan Tärnan',
      municipality: { code: '0881', name: 'Nybro' },
      deliveryNote: 'Köket',
      version: 1,
    });
    expect((await list({ q: 'svalan' })).total).toBe(0);
    const trail = await findAuditEntries({ kind: 'school_unit', id });
    expect(trail.map(({ action, by }) => [action, by?.displayName])).toEqual([
      ['school_unit.changed', 'Kerstin Ahl'],
      ['school_unit.created', 'Kerstin Ahl'],
    ]);
  });

  it('forget what a change leaves out', async () => {
    const added = await staff.post('/api/school-units', {
      ...school('Gamla skolan', '0880'),
      schoolUnitCode: '55555555',
      deliveryNote: 'Port B',
    });
    const { id } = added.body as SchoolUnit;
    await staff.put(`/api/school-units/${id}`, { ...school('Gamla skolan', '0880'), version: 0 });
    const read = await teacher.get(`/api/school-units/${id}`);
    expect(read.body).not.toHaveProperty('deliveryNote');
    expect(read.body).not.toHaveProperty('schoolUnitCode');
    const again = await staff.post('/api/school-units', {
      ...school('Nya skolan', '0880'),
      schoolUnitCode: '55555555',
    });
    expect(again.status).toBe(201);
  });

  it('are changed by one person at a time: the second is told that it was stale', async () => {
    const { body } = await staff.post('/api/school-units', school('Två vill', '0880'));
    const { id, version } = body as SchoolUnit;
    const answers = await Promise.all([
      staff.put(`/api/school-units/${id}`, { ...school('Den ena', '0880'), version }),
      staff.put(`/api/school-units/${id}`, { ...school('Den andra', '0880'), version }),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  it('are refused with a code that another one has, a municipality that is not served, or a field of one’s own', async () => {
    await staff.post('/api/school-units', { ...school('Med kod', '0880'), schoolUnitCode: '77777777' });
    const twice = await staff.post('/api/school-units', {
      ...school('Samma kod', '0880'),
      schoolUnitCode: '77777777',
    });
    expect([twice.status, (twice.body as { code: string }).code]).toEqual([409, 'duplicate']);
    const elsewhere = await staff.post('/api/school-units', school('Annorstädes', '0180'));
    expect(elsewhere.body).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: '/municipalityCode' }],
    });
    const more = await staff.post('/api/school-units', { ...school('Mer', '0880'), sortKey: 'a' });
    expect(more.body).toMatchObject({ errors: [{ path: '/sortKey', code: 'unknown_field' }] });
  });

  it('that nobody knows are not found', async () => {
    expect((await teacher.get(`/api/school-units/${'c'.repeat(24)}`)).status).toBe(404);
    const change = { ...school('Ingen', '0880'), version: 0 };
    expect((await staff.put(`/api/school-units/${'c'.repeat(24)}`, change)).status).toBe(404);
    expect((await teacher.get('/api/school-units', { after: 'made-up' })).status).toBe(400);
  });

  it('are not changed by a teacher', async () => {
    expect((await teacher.post('/api/school-units', school('Min egen', '0880'))).status).toBe(403);
  });
});

describe('calendars', () => {
  const blank: Calendars = {
    version: 0,
    office: { openWeekdays: [1, 2, 3, 4, 5], closedPeriods: [] },
    schoolHolidays: [],
    transport: [],
  };

  it('are Monday to Friday without transport until somebody sets them, and the first of two to set them wins', async () => {
    expect((await teacher.get('/api/calendars')).body).toEqual(blank);
    const change: Calendars = {
      ...blank,
      office: {
        openWeekdays: [1, 2, 3, 4],
        closedPeriods: [{ name: 'Sommar', from: '2026-07-06', to: '2026-07-31' }],
      },
      schoolHolidays: [{ name: 'Sportlov', from: '2026-02-16', to: '2026-02-20' }],
      transport: [
        { municipalityCode: '0880', weekdays: [2], exceptions: ['2026-03-03'], departure: '10.00' },
      ],
    };
    const answers = await Promise.all([
      staff.put('/api/calendars', change),
      staff.put('/api/calendars', change),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect((await teacher.get('/api/calendars')).body).toEqual({ ...change, version: 1 });
  });

  it('are what open days and transports are counted by', async () => {
    const calendars = await loadCalendars();
    const { office, school: schoolDays } = calendars;
    const day = (date: string) => date as Parameters<typeof office.isOpen>[0];
    expect(office.isOpen(day('2026-03-05'))).toBe(true);
    expect(office.isOpen(day('2026-03-06'))).toBe(false);
    expect(office.nextOpenDay(day('2026-07-06'))).toBe('2026-08-03');
    expect(schoolDays.isOpen(day('2026-02-16'))).toBe(false);
    expect(calendars.transportOf('0880')?.firstRunOnOrAfter(day('2026-03-02'))).toBe('2026-03-10');
    expect(calendars.transportOf('0881')).toBeUndefined();
    expect(calendars.departureOf('0880')).toBe('10.00');
  });

  it('are refused when nothing could be counted by them', async () => {
    const response = await staff.put('/api/calendars', {
      ...blank,
      version: 1,
      office: {
        openWeekdays: [],
        closedPeriods: [{ name: 'Bakvänt', from: '2026-07-31', to: '2026-07-06' }],
      },
      transport: [
        { municipalityCode: '0880', weekdays: [1], exceptions: [] },
        { municipalityCode: '0880', weekdays: [2], exceptions: [] },
        { municipalityCode: '0180', weekdays: [2], exceptions: [] },
      ],
    });
    expect(response.status).toBe(400);
    expect(
      (response.body as { errors: { path: string; code: string }[] }).errors.map(({ path, code }) => [
        path,
        code,
      ]),
    ).toEqual([
      ['/office/openWeekdays', 'never_open'],
      ['/office/closedPeriods/0/to', 'dates_in_wrong_order'],
      ['/transport/1/municipalityCode', 'duplicate'],
      ['/transport/2/municipalityCode', 'unknown_municipality'],
    ]);
  });

  it('are not changed by a teacher', async () => {
    expect((await teacher.put('/api/calendars', { ...blank, version: 1 })).status).toBe(403);
  });
});

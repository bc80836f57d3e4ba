import type { LoanInDanger, Unit } from '@mediecentral/contracts';
import { setClock } from '../../platform/clock.ts';
import { runJob } from '../../platform/jobs.ts';
import { nobody, type Person, signIn } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { arrangeCentre, claim, loan, modelWith, monday, nybro } from './equipment.fixtures.ts';
import { bindUnit, findModel, findUnitByCode, linesInDanger, readLedger } from './index.ts';

let app: Awaited<ReturnType<typeof openTestApp>>;
let staff: Person;
let teacher: Person;

beforeAll(async () => {
  app = await openTestApp();
  await arrangeCentre();
  staff = await signIn(app, { role: 'staff', displayName: 'Petra Persson' });
  teacher = await signIn(app, { role: 'teacher', schoolUnitCodes: [nybro.schoolUnitCode] });
}, 60_000);
beforeEach(() => setClock(() => new Date(`${monday}T08:00:00Z`)));
afterAll(() => app.close());

const path = '/api/units';
const codeOf = (body: unknown) => (body as { code: string }).code;
const unitIn = (body: unknown) => (body as { unit: Unit }).unit;

async function setState(id: string, change: object) {
  const { version } = (await staff.get(`${path}/${id}`)).body as Unit;
  return staff.post(`${path}/${id}/state`, { version, note: '', ...change });
}

async function numbers(query: Record<string, string | number>) {
  const { body } = await staff.get(path, query);
  const { items, total, next } = body as { items: Unit[]; total: number; next?: string };
  return { numbers: items.map(({ inventoryNumber }) => inventoryNumber), total, next };
}

describe('units over HTTP', () => {
  it('are added, and counted as capacity at once', async () => {
    const { modelId } = await modelWith(1);
    const created = await staff.post(path, {
      modelId,
      inventoryNumber: 'NEW-1',
      condition: 'Nytt',
      barcode: '7350001',
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ state: 'available', modelName: 'BlueBot', shelf: 'B1', version: 0 });
    expect((created.body as Unit).history).toMatchObject([{ kind: 'added', by: 'Petra Persson' }]);
    expect((await staff.get(`${path}/${(created.body as Unit).id}`)).body).toEqual(created.body);
    expect((await readLedger(modelId)).capacity).toBe(2);
    expect((await findModel(modelId))?.total).toBe(2);
  });

  it('have numbers and barcodes that mean one unit only', async () => {
    const { modelId } = await modelWith(1);
    const add = (fields: object) => staff.post(path, { modelId, condition: '', ...fields });
    expect((await add({ inventoryNumber: 'ONE-1', barcode: 'CODE-1' })).status).toBe(201);
    expect(codeOf((await add({ inventoryNumber: 'ONE-1' })).body)).toBe('duplicate');
    expect(codeOf((await add({ inventoryNumber: 'ONE-2', barcode: 'CODE-1' })).body)).toBe('duplicate');
    expect(codeOf((await add({ inventoryNumber: 'CODE-1' })).body)).toBe('duplicate');
    expect((await readLedger(modelId)).capacity).toBe(2);
  });

  it('are changed by whoever was first', async () => {
    const { units } = await modelWith(1);
    const [{ id }] = units;
    const { version } = (await staff.get(`${path}/${id}`)).body as Unit;
    const fields = { inventoryNumber: 'CHANGED-1', condition: 'Repig', purchasePrice: 99_000 };
    const changed = await staff.put(`${path}/${id}`, { ...fields, version });
    expect(changed.body).toMatchObject({ ...fields, version: version + 1 });
    expect(codeOf((await staff.put(`${path}/${id}`, { ...fields, version })).body)).toBe('stale');
    expect((await findUnitByCode('changed-1'))?.id).toBe(id);
  });

  it('are listed by model, state and the beginning of a number, page by page', async () => {
    const { modelId, units } = await modelWith(5);
    const [{ id }, second] = units;
    await setState(id, { state: 'repair', note: 'Hjul' });
    const first = await numbers({ modelId, limit: 3 });
    const rest = await numbers({ modelId, limit: 3, after: first.next ?? '' });
    expect([...first.numbers, ...rest.numbers]).toEqual(units.map(({ inventoryNumber }) => inventoryNumber));
    expect([first.total, rest.total, rest.next]).toEqual([5, 5, undefined]);
    expect((await numbers({ modelId, state: 'repair' })).numbers).toEqual([units[0].inventoryNumber]);
    expect((await numbers({ q: second?.inventoryNumber.toLowerCase() ?? '' })).numbers).toEqual([
      second?.inventoryNumber,
    ]);
    expect((await numbers({ q: units[0].inventoryNumber.slice(0, -1), modelId })).total).toBe(5);
    expect((await numbers({ q: '.*' })).total).toBe(0);
  });

  it.each([
    ['modelId', { modelId: 'x' }],
    ['a state', { state: 'broken' }],
    ['an operator', { 'state[$ne]': 'lost' }],
    ['a field that does not exist', { sort: 'state' }],
  ])('refuse a list by what is not %s', async (_what, query) => {
    expect((await staff.get(path, query)).status).toBe(400);
  });

  it.each([
    [{ inventoryNumber: 'small letters' }],
    [{ inventoryNumber: { $gt: '' } }],
    [{ purchasedOn: '2026-02-30' }],
    [{ state: 'lost' }],
    [{ modelId: '1' }],
  ])('are refused with %j', async (wrong) => {
    const { modelId } = await modelWith(1);
    const answer = await staff.post(path, { modelId, inventoryNumber: 'WRONG-1', condition: '', ...wrong });
    expect(answer.status).toBe(400);
    expect(await findUnitByCode('WRONG-1')).toBeUndefined();
  });

  it('are not added to a model that is none, nor found where there is none', async () => {
    const none = '9'.repeat(24);
    const fields = { inventoryNumber: 'NONE-1', condition: '' };
    expect((await staff.post(path, { modelId: none, ...fields })).status).toBe(404);
    expect((await staff.get(`${path}/${none}`)).status).toBe(404);
    expect((await staff.put(`${path}/${none}`, { ...fields, version: 0 })).status).toBe(404);
    expect((await staff.post(`${path}/${none}/state`, { version: 0, state: 'lost', note: '' })).status).toBe(
      404,
    );
    expect((await staff.get(`${path}/none`)).status).toBe(400);
  });

  it('are for staff only', async () => {
    const { modelId, units } = await modelWith(1);
    const [{ id }] = units;
    const fields = { inventoryNumber: 'MINE-1', condition: '' };
    for (const [person, status] of [
      [teacher, 403],
      [nobody(app), 401],
    ] as const) {
      expect((await person.get(path)).status).toBe(status);
      expect((await person.get(`${path}/${id}`)).status).toBe(status);
      expect((await person.post(path, { modelId, ...fields })).status).toBe(status);
      expect((await person.put(`${path}/${id}`, { ...fields, version: 1 })).status).toBe(status);
      expect((await person.post(`${path}/${id}/state`, { version: 1, state: 'lost', note: '' })).status).toBe(
        status,
      );
    }
  });
});

describe('a unit’s state', () => {
  it('endangers the loans that counted on it, and says which, the latest claim first to lose', async () => {
    const { modelId, units } = await modelWith(3);
    const [{ id }] = units;
    await claim(modelId, 1, 2, '2026-03-09', '2026-03-13');
    await claim(modelId, 2, 1, '2026-03-11', '2026-03-20');
    const { body } = await setState(id, { state: 'repair', note: 'Hjulet är trasigt' });
    expect((body as { inDanger: LoanInDanger[] }).inDanger).toEqual([
      { ...loan(2), from: '2026-03-11', missing: 1 },
    ]);
    expect(unitIn(body)).toMatchObject({ state: 'repair' });
    expect(unitIn(body).history.at(-1)).toMatchObject({
      kind: 'state',
      state: 'repair',
      note: 'Hjulet är trasigt',
    });
    const back = await setState(id, { state: 'available', note: 'Lagad' });
    expect((back.body as { inDanger: LoanInDanger[] }).inDanger).toEqual([]);
    expect(await linesInDanger([modelId])).toEqual([]);
  });

  it('keeps it from nobody after the day that its repair should be over, until that day has passed without it', async () => {
    const { modelId, units } = await modelWith(1);
    await setState(units[0].id, { state: 'repair', until: '2026-03-06' });
    expect(await claim(modelId, 1, 1, '2026-03-06', '2026-03-12')).toEqual({ ok: false, free: 0 });
    expect(await claim(modelId, 2, 1, '2026-03-07', '2026-03-12')).toEqual({ ok: true });
    setClock(() => new Date('2026-03-10T08:00:00Z'));
    await runHourly();
    expect(await linesInDanger([modelId])).toMatchObject([{ ...loan(2), modelId, short: 1 }]);
  });

  it('is no capacity when lost or retired, and is again when found', async () => {
    const { modelId, units } = await modelWith(2);
    await setState(units[0].id, { state: 'retired' });
    await setState(units[1]?.id ?? '', { state: 'lost' });
    expect((await readLedger(modelId)).capacity).toBe(0);
    expect((await findModel(modelId))?.total).toBe(0);
    await setState(units[1]?.id ?? '', { state: 'available' });
    expect((await readLedger(modelId)).capacity).toBe(1);
  });

  it('is refused with an old version, a repair that is over, an end without a repair, and for what is in a loan', async () => {
    const { units } = await modelWith(1);
    const [{ id }] = units;
    expect(codeOf((await setState(id, { state: 'lost', version: 99 })).body)).toBe('stale');
    expect(codeOf((await setState(id, { state: 'repair', until: '2026-03-01' })).body)).toBe('in_the_past');
    expect(codeOf((await setState(id, { state: 'lost', until: '2026-03-09' })).body)).toBe('invalid_request');
    expect(codeOf((await setState(id, { state: { $ne: 'lost' } })).body)).toBe('invalid_request');
    await bindUnit(id, { id: loan(1).loanId, reference: loan(1).reference }, 'Petra');
    expect(codeOf((await setState(id, { state: 'repair' })).body)).toBe('in_use');
    expect((await setState(id, { state: 'lost' })).status).toBe(200);
    expect((await setState(id, { state: 'available', note: 'Låg under en soffa' })).status).toBe(200);
  });
});

async function runHourly(): Promise<void> {
  const job = app.jobs.find(({ name }) => name === 'bring ledgers up to date');
  if (!job) throw new Error('there is no such job');
  await runJob(job, app.services.logger);
}

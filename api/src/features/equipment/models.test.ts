import { parseCivilDate } from '@mediecentral/calendar';
import type { Availability, EquipmentModel, ListedEquipmentModel } from '@mediecentral/contracts';
import { type Person, nobody, signIn } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { arrangeCentre, blueBot, monday, nybro, torsas, unitsOf } from './equipment.fixtures.ts';
import { claimUnits, saveModels, saveUnits } from './index.ts';

const ids = { blueBot: '1'.repeat(24), iPad: '2'.repeat(24), old: '3'.repeat(24), åska: '4'.repeat(24) };
const path = '/api/equipment-models';

let app: Awaited<ReturnType<typeof openTestApp>>;
let staff: Person;
let teacher: Person;
let farTeacher: Person;

beforeAll(async () => {
  app = await openTestApp();
  await arrangeCentre();
  await saveModels([
    { ...blueBot, id: ids.blueBot },
    {
      ...blueBot,
      id: ids.iPad,
      name: 'iPad',
      category: 'tablets',
      summary: 'Surfplatta i väska',
      subjects: [],
    },
    { ...blueBot, id: ids.old, name: 'Gammal robot', active: false },
    { ...blueBot, id: ids.åska, name: 'Åskmaskin', category: 'making', summary: 'Gör åska' },
  ]);
  await saveUnits([...unitsOf(ids.blueBot, 3, 'BB'), ...unitsOf(ids.iPad, 2, 'IP')]);
  staff = await signIn(app, { role: 'staff' });
  teacher = await signIn(app, { role: 'teacher', schoolUnitCodes: [nybro.schoolUnitCode] });
  farTeacher = await signIn(app, { role: 'teacher', schoolUnitCodes: [torsas.schoolUnitCode] });
}, 60_000);
afterAll(() => app.close());

const itemsOf = (body: unknown) => (body as { items: ListedEquipmentModel[] }).items;
const namesIn = (body: unknown) => itemsOf(body).map(({ name }) => name);

let lines = 0;
async function book(modelId: string, quantity: number, from: string, to: string): Promise<void> {
  lines += 1;
  const period = { from: parseCivilDate(from), to: parseCivilDate(to) };
  await claimUnits(modelId, {
    lineId: `line-${lines}`,
    loanId: 'f'.repeat(24),
    reference: 'L-2026-00001',
    quantity,
    ...period,
  });
}

describe('the list of equipment', () => {
  it('shows what can be borrowed in the Swedish alphabet’s order, with how many there are', async () => {
    const { status, body } = await teacher.get(path);
    expect(status).toBe(200);
    expect(itemsOf(body).map(({ name, total }) => [name, total])).toEqual([
      ['BlueBot', 3],
      ['iPad', 2],
      ['Åskmaskin', 0],
    ]);
  });

  it('finds by the beginnings of words in name, summary, subjects and contents, and by category', async () => {
    expect(namesIn((await teacher.get(path, { q: 'ROB prog' })).body)).toEqual(['BlueBot']);
    expect(namesIn((await teacher.get(path, { q: 'åsk' })).body)).toEqual(['Åskmaskin']);
    expect(namesIn((await teacher.get(path, { q: 'laddk', category: 'tablets' })).body)).toEqual(['iPad']);
    expect(namesIn((await teacher.get(path, { q: 'drönare' })).body)).toEqual([]);
  });

  it('takes signs in a search for what they are', async () => {
    expect(namesIn((await teacher.get(path, { q: '.*' })).body)).toHaveLength(3);
    expect(namesIn((await teacher.get(path, { q: 'b.uebot' })).body)).toEqual([]);
  });

  it('is paged without losing or repeating anything', async () => {
    const first = (await teacher.get(path, { limit: 2 })).body as { next: string; total: number };
    expect(namesIn(first)).toEqual(['BlueBot', 'iPad']);
    expect(first.total).toBe(3);
    const second = (await teacher.get(path, { limit: 2, after: first.next })).body as object;
    expect(namesIn(second)).toEqual(['Åskmaskin']);
    expect(second).not.toHaveProperty('next');
  });

  it('shows what is out of use to staff who ask for it, and to nobody else', async () => {
    expect(namesIn((await staff.get(path, { inactive: true })).body)).toContain('Gammal robot');
    expect(namesIn((await staff.get(path)).body)).not.toContain('Gammal robot');
    expect((await teacher.get(path, { inactive: true })).status).toBe(403);
  });

  it('says how many are free over a period, journey counted in, and else the nearest days', async () => {
    // A box that is back in the store on Thursday 19 March cannot go with Wednesday's transport.
    await book(ids.iPad, 2, '2026-03-12', '2026-03-19');
    const { body } = await teacher.get(path, { from: '2026-03-20', to: '2026-03-24' });
    const [robots, tablets, none] = itemsOf(body);
    expect(robots).toMatchObject({ name: 'BlueBot', free: 3 });
    expect(robots).not.toHaveProperty('nearest');
    expect(tablets).toMatchObject({
      name: 'iPad',
      free: 0,
      nearest: { from: '2026-03-26', to: '2026-03-30' },
    });
    expect(none).toMatchObject({ free: 0 });
    expect(none).not.toHaveProperty('nearest');
  });

  it('has nothing free where a loan cannot be made for those days, and says when one can', async () => {
    const { body } = await teacher.get(path, { q: 'bluebot', from: '2026-03-07', to: '2026-03-09' });
    expect(itemsOf(body)[0]).toMatchObject({ free: 0, nearest: { from: '2026-03-09', to: '2026-03-11' } });
    const late = await teacher.get(path, { q: 'bluebot', from: '2026-03-03', to: '2026-05-04' });
    expect(itemsOf(late.body)[0]).toMatchObject({ free: 0 });
  });

  it.each([
    [{ from: '2026-03-10' }, 400, 'invalid_request'],
    [{ from: '2026-03-10', to: '2026-03-09' }, 422, 'dates_in_wrong_order'],
    [{ from: '2026-03-10', to: '2027-03-15' }, 400, 'invalid_request'],
    [{ from: '2026-02-30', to: '2026-03-01' }, 400, 'invalid_request'],
    [{ category: 'boats' }, 400, 'invalid_request'],
    [{ sort: 'name' }, 400, 'invalid_request'],
    [{ 'q[$ne]': '' }, 400, 'invalid_request'],
    [{ limit: 0 }, 400, 'invalid_request'],
    [{ after: 'bm8' }, 400, 'invalid_request'],
  ])('refuses %j', async (query, status, code) => {
    const answer = await teacher.get(path, query);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
  });
});

const reasonsOf = ({ days }: Availability) => days.map(({ free, reason }) => reason ?? free);

describe('the days of a model', () => {
  const daysOf = async (person: Person, from: string, to: string, id = ids.blueBot) =>
    (await person.get(`${path}/${id}/availability`, { from, to })).body as Availability;

  it('say what is past, closed, too soon and free, by the transport of one’s own municipality', async () => {
    // Two days' notice: the first transport goes on Wednesday 4 March, and is at school on Thursday.
    const availability = await daysOf(teacher, '2026-03-01', '2026-03-09');
    expect(reasonsOf(availability)).toEqual([
      'past',
      'too_soon',
      'too_soon',
      'too_soon',
      3,
      3,
      'closed',
      'closed',
      3,
    ]);
    expect(availability).toMatchObject({ total: 3, maxDays: 28, maxQuantity: 12, earliest: '2026-03-05' });
  });

  it('reckon with post where no transport goes, and with fetching for those who belong to no school', async () => {
    expect((await daysOf(farTeacher, monday, monday)).earliest).toBe('2026-03-06');
    expect((await daysOf(staff, monday, monday)).earliest).toBe('2026-03-04');
  });

  it('are booked where one’s own journey meets another’s', async () => {
    await book(ids.blueBot, 3, '2026-03-18', '2026-03-20');
    // Wednesday the 18th is the one transport in reach of the days around it, out or back.
    const [week, next] = [Array(5).fill('booked'), ['booked', 'booked', 'booked', 3]];
    const own = await daysOf(teacher, '2026-03-16', '2026-03-26');
    expect(reasonsOf(own)).toEqual([...week, 'closed', 'closed', ...next]);
    const fetched = await daysOf(staff, '2026-03-16', '2026-03-26');
    expect(reasonsOf(fetched)).toEqual([
      3,
      'booked',
      'booked',
      'booked',
      'booked',
      'closed',
      'closed',
      3,
      3,
      3,
      3,
    ]);
  });

  it('are never without a reason where nothing is free', async () => {
    const { days } = await daysOf(teacher, '2026-03-01', '2027-03-05');
    expect(days).toHaveLength(370);
    expect(days.filter(({ free, reason }) => free === 0 && !reason)).toEqual([]);
  });

  it('are kept from teachers for what is out of use', async () => {
    const query = { from: monday, to: monday };
    const answer = await teacher.get(`${path}/${ids.old}/availability`, query);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([422, 'model_inactive']);
    expect((await staff.get(`${path}/${ids.old}/availability`, query)).status).toBe(200);
  });

  it.each([
    ['9'.repeat(24), { from: monday, to: monday }, 404],
    ['not-an-id', { from: monday, to: monday }, 400],
    [ids.blueBot, { from: monday }, 400],
    [ids.blueBot, { from: '2026-03-03', to: monday }, 422],
    [ids.blueBot, { from: monday, to: '2027-03-07' }, 400],
    [ids.blueBot, { from: monday, to: monday, 'to[$gt]': '' }, 400],
  ])('are refused for %s %j', async (id, query, status) => {
    expect((await teacher.get(`${path}/${id}/availability`, query)).status).toBe(status);
  });
});

describe('a model', () => {
  it('is added and changed by staff, with a version that tells who was first', async () => {
    const created = (await staff.post(path, { ...blueBot, name: 'Dash' })).body as EquipmentModel;
    expect(created).toMatchObject({ name: 'Dash', total: 0, version: 0 });
    const { id, total: _total, version, ...fields } = created;
    const { groupSize: _groupSize, ...without } = fields;
    const changed = await staff.put(`${path}/${id}`, { ...without, name: 'Dash 2', version });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ name: 'Dash 2', version: 1 });
    expect(changed.body).not.toHaveProperty('groupSize');
    expect((await teacher.get(`${path}/${id}`)).body).toEqual(changed.body);
    expect(namesIn((await teacher.get(path, { q: 'dash' })).body)).toEqual(['Dash 2']);
    const late = await staff.put(`${path}/${id}`, { ...fields, version });
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'stale']);
  });

  it('is not found under an id that is nobody’s', async () => {
    expect((await staff.get(`${path}/${'9'.repeat(24)}`)).status).toBe(404);
    expect((await staff.put(`${path}/${'9'.repeat(24)}`, { ...blueBot, version: 0 })).status).toBe(404);
    expect((await staff.get(`${path}/%7B%22$ne%22:1%7D`)).status).toBe(400);
  });

  it.each([
    [{ name: '' }],
    [{ name: { $ne: 1 } }],
    [{ category: 'boats' }],
    [{ maxDays: 0 }],
    [{ replacementValue: 1.5 }],
    [{ links: [{ title: 'x', url: 'javascript:alert(1)' }] }],
    [{ $set: { name: 'x' } }],
    [{ total: 12 }],
  ])('is refused with %j, and nothing is added', async (wrong) => {
    const answer = await staff.post(path, { ...blueBot, name: 'Fel', ...wrong });
    expect(answer.status).toBe(400);
    expect(namesIn((await staff.get(path, { q: 'fel' })).body)).toEqual([]);
  });

  it('is not for teachers to change, nor for pupils or nobody to see', async () => {
    const pupil = await signIn(app, { role: 'pupil' });
    const stranger = nobody(app);
    expect((await teacher.post(path, blueBot)).status).toBe(403);
    expect((await teacher.put(`${path}/${ids.blueBot}`, { ...blueBot, version: 1 })).status).toBe(403);
    for (const url of [
      path,
      `${path}/${ids.blueBot}`,
      `${path}/${ids.blueBot}/availability?from=${monday}&to=${monday}`,
    ]) {
      expect((await pupil.get(url)).status).toBe(403);
      expect((await stranger.get(url)).status).toBe(401);
    }
    expect((await stranger.post(path, blueBot)).status).toBe(401);
  });
});

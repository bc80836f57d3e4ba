import { setClock } from '../../platform/clock.ts';
import { runJob } from '../../platform/jobs.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { changeLedger } from './change-ledger.ts';
import { claim, day, loan, modelWith, monday } from './equipment.fixtures.ts';
import {
  bindUnit,
  compareWithLedgers,
  findUnitByCode,
  findUnits,
  readLedger,
  recordReturn,
  saveUnits,
  unbindUnit,
} from './index.ts';

let app: Awaited<ReturnType<typeof openTestApp>>;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(() => setClock(() => new Date(`${monday}T08:00:00Z`)));
afterAll(() => app.close());

const bind = (unitId: string, number: number) =>
  bindUnit(unitId, { id: loan(number).loanId, reference: loan(number).reference }, 'Petra');
const found = async (code: string) => (await findUnitByCode(code))?.inventoryNumber;

describe('units in loans', () => {
  it('are in one loan at a time, however many pack at once', async () => {
    const { units } = await modelWith(1);
    const [{ id }] = units;
    const bound = await Promise.all([1, 2, 3, 4, 5].map((number) => bind(id, number)));
    expect(bound.filter(Boolean)).toHaveLength(1);
    const winner = bound.indexOf(true) + 1;
    expect(await bind(id, winner)).toBe(true);
    expect((await findUnits([id])).get(id)?.history.filter(({ kind }) => kind === 'packed')).toHaveLength(1);
  });

  it('are as if never packed when they are taken out of the box, and only by the loan that has them', async () => {
    const { units } = await modelWith(1);
    const [{ id }] = units;
    await bind(id, 1);
    await unbindUnit(id, loan(2).loanId);
    expect((await findUnits([id])).get(id)?.loan?.reference).toBe('L-2026-1');
    await unbindUnit(id, loan(1).loanId);
    const unit = (await findUnits([id])).get(id);
    expect(unit).not.toHaveProperty('loan');
    expect(unit?.history).toEqual([]);
    expect(await bind(id, 2)).toBe(true);
  });

  it('cannot be packed when they are away', async () => {
    const { units } = await modelWith(1);
    await bind(units[0].id, 1);
    await recordReturn(units[0].id, { ...loan(1), outcome: 'damaged', repair: true, by: 'Petra' });
    expect(await bind(units[0].id, 2)).toBe(false);
  });

  it.each([
    ['returned', false, 'available', 2],
    ['damaged', false, 'available', 2],
    ['damaged', true, 'repair', 2],
    ['incomplete', false, 'available', 2],
    ['consumed', false, 'retired', 1],
    ['lost', false, 'lost', 1],
  ] as const)('that come back %s (repair: %s) are %s, once', async (outcome, repair, state, capacity) => {
    const { modelId, units } = await modelWith(2);
    const [{ id }] = units;
    await bind(id, 1);
    for (let times = 0; times < 2; times += 1) {
      await recordReturn(id, { ...loan(1), outcome, repair, note: 'Så här', by: 'Petra' });
    }
    const unit = (await findUnits([id])).get(id);
    expect(unit).toMatchObject({ state });
    expect(unit).not.toHaveProperty('loan');
    expect(unit?.history.filter(({ kind }) => kind === 'returned')).toMatchObject([
      { state, note: 'Så här', by: 'Petra' },
    ]);
    const ledger = await readLedger(modelId);
    expect(ledger.capacity).toBe(capacity);
    expect(ledger.claims.map(({ kind }) => kind)).toEqual(state === 'repair' ? ['repair'] : []);
  });

  it('that turn up later are lent again, unless they have been since', async () => {
    const { modelId, units } = await modelWith(1);
    const [{ id }] = units;
    await bind(id, 1);
    await recordReturn(id, { ...loan(1), outcome: 'lost', by: 'Petra' });
    await recordReturn(id, { ...loan(1), outcome: 'found_later', by: 'Petra' });
    expect((await readLedger(modelId)).capacity).toBe(1);
    expect(await bind(id, 2)).toBe(true);
    await recordReturn(id, { ...loan(1), outcome: 'found_later', by: 'Petra' });
    expect((await findUnits([id])).get(id)?.loan?.reference).toBe('L-2026-2');
  });

  it('are found by number in small letters, barcode, or a serial that is one unit’s', async () => {
    const { modelId } = await modelWith(1);
    const unit = (number: number, serial: string) => ({
      id: String(number).padStart(24, 'd'),
      modelId,
      inventoryNumber: `FIND-${number}`,
      barcode: `b-FIND-${number}`,
      serial,
      condition: '',
    });
    await saveUnits([unit(1, 'SN-A'), unit(2, 'SN-A'), unit(3, 'SN-B')]);
    expect(await found(' find-1 ')).toBe('FIND-1');
    expect(await found('b-FIND-2')).toBe('FIND-2');
    expect(await found('SN-B')).toBe('FIND-3');
    expect(await found('SN-A')).toBeUndefined();
    expect(await found('FIND')).toBeUndefined();
  });
});

describe('by the hour', () => {
  it('what has ended is dropped, and what has not come back is held until it does', async () => {
    const { modelId, units } = await modelWith(3);
    await claim(modelId, 1, 1, '2026-03-02', '2026-03-06');
    await claim(modelId, 2, 2, '2026-03-02', '2026-03-06');
    await bindUnit(units[0].id, { id: loan(2).loanId, reference: 'L-2026-2' }, 'Petra');
    setClock(() => new Date('2026-03-09T08:00:00Z'));
    await runHourly();
    expect((await readLedger(modelId)).claims).toMatchObject([{ ...loan(2), quantity: 1, to: '2026-03-09' }]);
    expect(await claim(modelId, 3, 3, '2026-03-09', '2026-03-10')).toEqual({ ok: false, free: 2 });
    await recordReturn(units[0].id, { ...loan(2), outcome: 'returned', by: 'Petra' });
    setClock(() => new Date('2026-03-10T08:00:00Z'));
    await runHourly();
    expect((await readLedger(modelId)).claims).toEqual([]);
  });

  it('a ledger that a crash left behind is made to say what its units say', async () => {
    const { modelId } = await modelWith(1);
    await claim(modelId, 1, 1, '2026-03-09', '2026-03-13');
    await changeLedger(modelId, () => ({ answer: undefined, next: { claims: [], capacity: 0 } }));
    await runHourly();
    expect((await readLedger(modelId)).capacity).toBe(1);
    const expected = {
      lineId: 'line-x',
      kind: 'loan',
      quantity: 1,
      from: day('2026-03-09'),
      to: day('2026-03-13'),
    } as const;
    const differences = await compareWithLedgers(new Map([[modelId, [expected]]]));
    expect(differences.get(modelId)).toMatchObject({ missing: [expected], unexpected: [], changed: [] });
  });
});

async function runHourly(): Promise<void> {
  const job = app.jobs.find(({ name }) => name === 'bring ledgers up to date');
  if (!job) throw new Error('there is no such job');
  await runJob(job, app.services.logger);
}

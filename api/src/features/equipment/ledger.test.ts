import { addDays, type CivilDate, parseCivilDate } from '@mediecentral/calendar';
import { freePerDay } from '@mediecentral/ledger';
import { openTestApp } from '../../testing/test-app.ts';
import { changeLedgerAmongOthers } from './change-ledger.ts';
import { claimUnits, endEarlier, keepFewer, readLedger, releaseUnits } from './index.ts';
import { readVersionedLedger } from './ledger.repository.ts';
import { modelWith } from './equipment.fixtures.ts';

let app: Awaited<ReturnType<typeof openTestApp>>;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const monday = parseCivilDate('2026-03-02');
const friday = addDays(monday, 4);
let lastLine = 0;

function wanted(quantity: number, from: CivilDate = monday, to: CivilDate = friday) {
  lastLine += 1;
  const lineId = lastLine.toString(16).padStart(24, '0');
  return { lineId, loanId: lineId.replace('0', 'f'), reference: `L-2026-${lastLine}`, quantity, from, to };
}

describe('a model’s ledger', () => {
  it('gives the last unit to exactly one of two hundred who ask at the same time, and tells the others', async () => {
    const { modelId: model } = await modelWith(3);
    await claimUnits(model, wanted(2));
    const answers = await Promise.all(Array.from({ length: 200 }, () => claimUnits(model, wanted(1))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 199 }, () => ({ ok: false, free: 0 })),
    );
    const { claims, capacity } = await readLedger(model);
    expect(claims.reduce((sum, claim) => sum + claim.quantity, 0)).toBe(capacity);
  });

  it('loses no change where writers know nothing of each other, as in processes of their own', async () => {
    const { modelId: model } = await modelWith(40);
    const writers = Array.from({ length: 25 }, (_, index) =>
      changeLedgerAmongOthers(model, ({ claims, capacity }) => {
        const lineId = `writer-${index}`;
        const claim = { lineId, kind: 'loan', quantity: 1, from: monday, to: friday } as const;
        return { answer: lineId, next: { capacity, claims: [...claims, claim] } };
      }),
    );
    const written = await Promise.all(writers);
    const { claims } = await readLedger(model);
    expect(claims.map(({ lineId }) => lineId).toSorted()).toEqual(written.toSorted());
  });

  it('says how many are free when it refuses, and keeps nothing of what it refused', async () => {
    const { modelId: model } = await modelWith(5);
    await claimUnits(model, wanted(2));
    expect(await claimUnits(model, wanted(4, friday, addDays(friday, 3)))).toEqual({ ok: false, free: 3 });
    expect((await readLedger(model)).claims).toHaveLength(1);
  });

  it('takes a claim that is made again for the same, without writing', async () => {
    const { modelId: model } = await modelWith(5);
    const line = wanted(5);
    expect(await claimUnits(model, line)).toEqual({ ok: true });
    const { version } = await readVersionedLedger(model);
    expect(await claimUnits(model, line)).toEqual({ ok: true });
    expect((await readVersionedLedger(model)).version).toBe(version);
  });

  it('keeps whose a claim is', async () => {
    const { modelId: model } = await modelWith(1);
    const line = wanted(1);
    await claimUnits(model, line);
    expect((await readLedger(model)).claims).toEqual([{ kind: 'loan', ...line }]);
  });

  it('frees what a line gives up: all of it, some of it, or its last days', async () => {
    const { modelId: model } = await modelWith(6);
    const [all, some, early] = [wanted(2), wanted(2), wanted(2)];
    for (const line of [all, some, early]) await claimUnits(model, line);
    await releaseUnits(model, all.lineId);
    await keepFewer(model, some.lineId, 1);
    await endEarlier(model, early.lineId, addDays(monday, 1));
    const { claims, capacity } = await readLedger(model);
    expect(freePerDay(claims, capacity, monday, friday).map(({ free }) => free)).toEqual([3, 3, 5, 5, 5]);
  });

  it('does not mind giving up what is given up already', async () => {
    const { modelId: model } = await modelWith(2);
    const line = wanted(2);
    await claimUnits(model, line);
    await keepFewer(model, line.lineId, 0);
    await releaseUnits(model, line.lineId);
    await keepFewer(model, line.lineId, 1);
    await endEarlier(model, line.lineId, monday);
    expect((await readLedger(model)).claims).toEqual([]);
  });

  it('lets go of a line that ends before it begins', async () => {
    const { modelId: model } = await modelWith(2);
    const line = wanted(2);
    await claimUnits(model, line);
    await endEarlier(model, line.lineId, addDays(friday, 3));
    expect((await readLedger(model)).claims[0]?.to).toBe(friday);
    await endEarlier(model, line.lineId, addDays(monday, -1));
    expect((await readLedger(model)).claims).toEqual([]);
  });
});

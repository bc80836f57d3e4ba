import { addDays, parseCivilDate } from '@mediecentral/calendar';
import { compareLedgers, forever } from '@mediecentral/ledger';
import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import { ledgerToday } from './unit-claims.ts';

const today = parseCivilDate('2026-03-02');
const loanIds = ['loan-1', 'loan-2', 'loan-3'];

const anyUnit = record({
  id: integer({ min: 0, max: 1_000_000 }).map(String),
  state: constantFrom('available', 'repair', 'lost', 'retired'),
  expectedBack: option(
    integer({ min: -9, max: 9 }).map((days) => addDays(today, days)),
    { nil: undefined },
  ),
  awaySince: option(
    integer({ min: -9, max: 0 }).map((days) => addDays(today, days)),
    { nil: undefined },
  ),
  loanId: option(constantFrom(...loanIds), { nil: undefined }),
});
const anyClaim = record({
  loanId: constantFrom(...loanIds),
  quantity: integer({ min: 1, max: 9 }),
  begins: integer({ min: -20, max: 20 }),
  days: integer({ min: 0, max: 20 }),
}).map(({ loanId, quantity, begins, days }) => {
  const from = addDays(today, begins);
  return { lineId: `line-${loanId}`, kind: 'loan' as const, quantity, from, to: addDays(from, days), loanId };
});
const units = array(anyUnit, { maxLength: 12 }).map((all) => [
  ...new Map(all.map((unit) => [unit.id, unit])).values(),
]);
const claims = array(anyClaim, { maxLength: 3 }).map((all) => [
  ...new Map(all.map((claim) => [claim.lineId, claim])).values(),
]);

describe('what a ledger has to say today', () => {
  it('is the same when it is said again', () => {
    assert(
      property(claims, units, (loans, all) => {
        const once = ledgerToday(loans, all, today);
        const twice = ledgerToday(once.claims, all, today);
        expect(twice.capacity).toBe(once.capacity);
        expect(compareLedgers(once.claims, twice.claims)).toEqual({
          missing: [],
          unexpected: [],
          changed: [],
        });
      }),
    );
  });

  it('leaves loans that have not ended as they are, and holds for others no more than is out', () => {
    assert(
      property(claims, units, (loans, all) => {
        const kept = ledgerToday(loans, all, today).claims.filter(({ kind }) => kind === 'loan');
        for (const loan of loans.filter(({ to }) => to >= today)) expect(kept).toContainEqual(loan);
        for (const loan of loans.filter(({ to }) => to < today)) {
          const out = all.filter(
            ({ loanId, state }) => loanId === loan.loanId && (state === 'available' || state === 'repair'),
          );
          const held = kept.find(({ lineId }) => lineId === loan.lineId);
          expect(held?.quantity ?? 0).toBe(Math.min(loan.quantity, out.length));
          expect(held?.to ?? today).toBe(today);
        }
      }),
    );
  });

  it('claims each unit in repair until it is expected, never for less than today', () => {
    assert(
      property(units, (all) => {
        const { claims: repairs, capacity } = ledgerToday([], all, today);
        const away = all.filter(({ state }) => state === 'repair');
        expect(repairs.map(({ lineId }) => lineId)).toEqual(away.map(({ id }) => `unit:${id}`));
        expect(repairs.every(({ to }) => to >= today)).toBe(true);
        expect(repairs.filter(({ to }) => to === forever)).toHaveLength(
          away.filter(({ expectedBack }) => expectedBack === undefined).length,
        );
        expect(capacity).toBe(all.filter(({ state }) => state === 'available').length + away.length);
      }),
    );
  });
});

import type { Loan } from '@mediecentral/contracts';
import {
  allReturned,
  checkCommand,
  checkSummary,
  choicesFor,
  scannedBack,
  unitsToCheck,
  withNote,
  withOutcome,
} from './check-form-state.ts';

const loan = {
  lines: [
    {
      id: 'l1',
      modelId: 'm1',
      modelName: 'BlueBot',
      drawing: 'bluebot',
      shelf: 'B1',
      contents: ['Kabel'],
      asked: 4,
      granted: 4,
      units: [
        { unitId: 'u1', inventoryNumber: 'BB-01' },
        { unitId: 'u2', inventoryNumber: 'BB-02' },
        { unitId: 'u3', inventoryNumber: 'BB-03', outcome: 'lost' },
        { unitId: 'u4', inventoryNumber: 'BB-04', outcome: 'returned' },
      ],
    },
  ],
} as const satisfies { lines: readonly unknown[] };
const units = () => unitsToCheck(loan as unknown as Pick<Loan, 'lines'>);

describe('the check of what came back', () => {
  it('asks about what is out and what was lost, not about what is back already', () => {
    expect(units().map((unit) => unit.inventoryNumber)).toEqual(['BB-01', 'BB-02', 'BB-03']);
  });

  it('lets a lost unit only be found', () => {
    expect(units().map(choicesFor)[2]).toEqual(['found_later']);
  });

  it('takes a scan for a return, whatever the letters’ case, and does not undo what somebody has said', () => {
    const damaged = withOutcome(units(), 'u2', 'damaged');
    expect(checkCommand(scannedBack(scannedBack(damaged, 'bb-01').units, 'BB-02').units)).toEqual([
      { unitId: 'u1', outcome: 'returned' },
      { unitId: 'u2', outcome: 'damaged', repair: true },
    ]);
    expect(scannedBack(units(), 'BB-03').units[2]?.outcome).toBe('found_later');
    expect(scannedBack(units(), 'DA-07').found).toBeUndefined();
  });

  it('marks the rest as returned without finding what was lost', () => {
    const all = allReturned(withNote(withOutcome(units(), 'u1', 'incomplete'), 'u1', '  kabel saknas '));
    expect(checkCommand(all)).toEqual([
      { unitId: 'u1', outcome: 'incomplete', note: 'kabel saknas' },
      { unitId: 'u2', outcome: 'returned' },
    ]);
  });

  it('says how many are still out', () => {
    expect(checkSummary(withOutcome(units(), 'u1', 'returned'))).toEqual({ said: 1, out: 1 });
  });
});

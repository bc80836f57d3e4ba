import type { LoanLine } from '@mediecentral/contracts';
import { currentLine, pickList, progressOf } from './pick-list.ts';

const line = (id: string, shelf: string, granted: number, packed: number): LoanLine => ({
  id,
  modelId: id,
  modelName: id,
  drawing: 'bluebot',
  shelf,
  contents: [],
  asked: granted + 2,
  granted,
  units: Array.from({ length: packed }, (_, index) => ({
    unitId: `${id}${index}`,
    inventoryNumber: `${id}-${index}`,
  })),
});

describe('the pick list', () => {
  it('follows the shelves, B2 before B10, and leaves out what was not granted', () => {
    const lines = pickList({
      lines: [line('mats', 'B10', 2, 0), line('dash', 'C1', 0, 0), line('bots', 'B2', 6, 0)],
    });
    expect(lines.map((one) => one.shelf)).toEqual(['B2', 'B10']);
  });

  it('counts to what was granted, not to what was asked', () => {
    const lines = pickList({ lines: [line('bots', 'B2', 6, 2), line('mats', 'A1', 2, 2)] });
    expect(progressOf(lines)).toEqual({ packed: 4, wanted: 8 });
    expect(lines.map((one) => one.done)).toEqual([true, false]);
  });

  it('stays at the line that was scanned last while it wants more', () => {
    const lines = pickList({ lines: [line('bots', 'B2', 6, 2), line('mats', 'A1', 2, 1)] });
    expect(currentLine(lines, 'bots')?.lineId).toBe('bots');
    expect(currentLine(lines)?.lineId).toBe('mats');
    expect(currentLine(pickList({ lines: [line('bots', 'B2', 1, 1)] }))).toBeUndefined();
  });
});

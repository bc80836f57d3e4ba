import type { Loan } from '@mediecentral/contracts';

export type PickLine = {
  lineId: string;
  modelName: string;
  drawing: string;
  shelf: string;
  contents: readonly string[];
  packed: readonly { unitId: string; inventoryNumber: string }[];
  wanted: number;
  done: boolean;
};

const byShelf = new Intl.Collator('sv', { numeric: true }).compare;

/** What is to be packed, in the order of a walk along the shelves; lines that got nothing are left out. */
export const pickList = (loan: Pick<Loan, 'lines'>): PickLine[] =>
  loan.lines
    .map((line) => {
      const wanted = line.granted ?? line.asked;
      return {
        lineId: line.id,
        modelName: line.modelName,
        drawing: line.drawing,
        shelf: line.shelf,
        contents: line.contents,
        packed: line.units,
        wanted,
        done: line.units.length >= wanted,
      };
    })
    .filter((line) => line.wanted > 0)
    .toSorted((one, other) => byShelf(one.shelf, other.shelf) || byShelf(one.modelName, other.modelName));

/** The shelves to visit, in the order of the walk. */
export const shelvesOf = (lines: readonly { shelf: string }[]): string[] =>
  [...new Set(lines.map((line) => line.shelf))].filter(Boolean).toSorted(byShelf);

/** The line to stand before now: that of the last scan if it wants more, else the first that does. */
export const currentLine = (lines: readonly PickLine[], lastLineId?: string): PickLine | undefined =>
  lines.find((line) => line.lineId === lastLineId && !line.done) ?? lines.find((line) => !line.done);

export const progressOf = (lines: readonly PickLine[]) => ({
  packed: lines.reduce((sum, line) => sum + line.packed.length, 0),
  wanted: lines.reduce((sum, line) => sum + line.wanted, 0),
});

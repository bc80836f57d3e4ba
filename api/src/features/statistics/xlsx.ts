import writeXlsxFile, { type Cell as SheetCell, type SheetData } from 'write-excel-file/node';
import { type Cell, inert, type Table } from './table.ts';

const wholeNumbers = '#,##0';
const narrowest = 10;
const widest = 48;

function cellOf(cell: Cell, bold = false): SheetCell {
  if (cell === undefined) return null;
  const weight = bold ? ({ fontWeight: 'bold' } as const) : {};
  if (typeof cell === 'number') return { value: cell, type: Number, format: wholeNumbers, ...weight };
  return { value: inert(cell), type: String, ...weight };
}

function sheetOf({ title, headings, rows, total, notes = [] }: Table): SheetData {
  return [
    [{ value: inert(title), type: String, fontWeight: 'bold', fontSize: 14 }],
    headings.map((heading) => ({
      value: inert(heading),
      type: String,
      fontWeight: 'bold',
      backgroundColor: '#DCEAE2',
      bottomBorderStyle: 'thin',
    })),
    ...rows.map((row) => row.map((cell) => cellOf(cell))),
    ...(total ? [total.map((cell) => cellOf(cell, true))] : []),
    ...notes.map((note): SheetCell[] => [{ value: inert(note), type: String, fontStyle: 'italic' }]),
  ];
}

function widthOf({ headings, rows }: Table, column: number): number {
  const longest = Math.max(...[headings, ...rows].map((row) => String(row[column] ?? '').length));
  return Math.min(widest, Math.max(narrowest, longest + 2));
}

/** Excel allows 31 characters in a sheet's name, and none of `[]:*?/\`. */
const sheetName = (title: string) => title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);

/** Tables as the sheets of one XLSX file; headings stay in view. */
export function xlsxOf(tables: readonly Table[]): Promise<Buffer> {
  const sheets = tables.map((table) => ({
    data: sheetOf(table),
    sheet: sheetName(table.title),
    columns: table.headings.map((_heading, column) => ({ width: widthOf(table, column) })),
    stickyRowsCount: 2,
  }));
  return writeXlsxFile(sheets).toBuffer();
}

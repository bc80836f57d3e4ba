import { type Cell, inert, type Table } from './table.ts';

// A semicolon and a byte order mark are what a Swedish Excel opens without asking.
const separator = ';';
const byteOrderMark = '\uFEFF';

function written(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = inert(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV (RFC 4180, with semicolons), in UTF-8: headings, rows and the total, without title and notes. */
export function csvOf({ headings, rows, total }: Table): Buffer {
  const lines = [headings, ...rows, ...(total ? [total] : [])].map((row) => row.map(written).join(separator));
  return Buffer.from(byteOrderMark + lines.map((text) => `${text}\r\n`).join(''), 'utf8');
}

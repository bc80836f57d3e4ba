import * as fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { csvOf } from './csv.ts';
import { inert, type Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

const table = (rows: Table['rows']): Table => ({ title: 'Utlån 2025', headings: ['Skola', 'Lån'], rows });

describe('exports', () => {
  it.each(['=1+1', '+46', '-2', '@SUM(A1)', '\tx', '\r=1'])(
    'never hand %j to a spreadsheet as a formula',
    (name) => {
      expect(inert(name)).toBe(`'${name}`);
      const text = csvOf(table([[name, 1]])).toString('utf8');
      expect(text.split('\r\n')[1]).toMatch(/^"?'/);
    },
  );

  it('leave ordinary names alone, with letters of every kind', () => {
    for (const name of ['Åkerskolan', 'Skola – norr', '📚 Biblioteket', 'a=b'])
      expect(inert(name)).toBe(name);
  });

  it('write CSV that any reader takes apart into the same cells', () => {
    const names = fc.string({ unit: 'grapheme' }).filter((name) => inert(name) === name);
    fc.assert(
      fc.property(names, fc.integer(), (name, count) => {
        const line = csvOf(table([[name, count]]))
          .toString('utf8')
          .slice('\uFEFFSkola;Lån\r\n'.length, -2);
        const quoted = /^"((?:[^"]|"")*)";(-?\d+)$/s.exec(line);
        const [first, second] = quoted
          ? [quoted[1]?.replaceAll('""', '"'), quoted[2]]
          : [line.slice(0, line.lastIndexOf(';')), line.slice(line.lastIndexOf(';') + 1)];
        expect([first, Number(second)]).toEqual([name, count]);
      }),
    );
  });

  it('write XLSX that opens with the same figures and no formula', async () => {
    const file = await xlsxOf([
      {
        ...table([
          ['=HYPERLINK("http://x")', 12],
          ['Åkerskolan 📚', 3],
        ]),
        total: ['Summa', 15],
        notes: ['Så räknas lån.'],
      },
    ]);
    const rows = await readSheet(file);
    expect(rows).toEqual([
      ['Utlån 2025', null],
      ['Skola', 'Lån'],
      [`'=HYPERLINK("http://x")`, 12],
      ['Åkerskolan 📚', 3],
      ['Summa', 15],
      ['Så räknas lån.', null],
    ]);
  });
});

import type { FileContent } from '../../platform/api.ts';
import { type Words, wordsIn } from '../../platform/words.ts';
import { csvOf } from './csv.ts';
import { figuresOf, type LoansOfTwoYears, readLoansOfTwoYears } from './get-loan-statistics.ts';
import { loansTable, statisticsTable } from './loan-tables.ts';
import type { Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

export type ExportWish = {
  format: 'xlsx' | 'csv';
  /** For CSV, which holds one table: which; by municipality when left out. */
  by?: 'municipality' | 'model' | 'loan' | undefined;
  language?: 'sv' | 'en' | undefined;
};

type File = FileContent & { content: Buffer };

const tableNames = ['municipality', 'model', 'loan'] as const;

/** The year's loans as a file: XLSX with a sheet by municipality, by model and by loan, or CSV of one of them. */
export async function exportYearsLoans(
  year: number,
  { format, by = 'municipality', language = 'sv' }: ExportWish,
): Promise<File> {
  const words = wordsIn(language);
  const loans = await readLoansOfTwoYears(year);
  if (format === 'csv') {
    const table = await tableOf(loans, by, words);
    return { fileName: `${table.title}.csv`, content: csvOf(table), mediaType: 'text/csv; charset=utf-8' };
  }
  const tables = await Promise.all(tableNames.map((name) => tableOf(loans, name, words)));
  return { fileName: `${words('export.file_name', { year })}.xlsx`, content: await xlsxOf(tables) };
}

async function tableOf(
  loans: LoansOfTwoYears,
  name: (typeof tableNames)[number],
  words: Words,
): Promise<Table> {
  if (name !== 'loan') return statisticsTable(await figuresOf(loans, name), words);
  return loansTable(
    loans.year,
    loans.loans.map((loan) => ({ ...loan, municipality: loan.municipality.name })),
    words,
  );
}

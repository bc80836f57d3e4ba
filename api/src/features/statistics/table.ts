/** What a cell holds; `undefined` is an empty one. */
export type Cell = string | number | undefined;

/** A sheet of an export: a title, one row of headings, and rows of the same length. */
export type Table = {
  title: string;
  headings: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Sums, set apart from the rows. */
  total?: readonly Cell[];
  /** Sentences below the table: how it was counted, and where a series breaks. */
  notes?: readonly string[];
};

const beginsLikeFormula = /^[=+\-@\t\r]/;

/**
 * Text that a spreadsheet must not take for a formula (CWE-1236): a school that is named `=HYPERLINK(…)` is shown with
 * an apostrophe before it, in CSV and XLSX alike, so that saving one as the other is safe too.
 */
export function inert(text: string): string {
  return beginsLikeFormula.test(text) ? `'${text}` : text;
}

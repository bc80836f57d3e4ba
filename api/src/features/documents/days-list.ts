import type { QueuedLoan, Today } from '@mediecentral/contracts';
import {
  bytesOf,
  decorate,
  hairline,
  ink,
  keepTogether,
  muted,
  newPaper,
  numberPages,
  type Paper,
  write,
} from './paper.ts';
import type { Words } from '../../platform/words.ts';

/** Room for `L-2026-00042` in bold. */
const referenceWidth = 84;

/** The day's work on paper: what to pack, send and expect back, by municipality and shelf. */
export function daysList(today: Today, words: Words): Promise<Buffer> {
  const title = words('document.days_list', { date: words.date(today.date) });
  const paper = newPaper({ title, language: words.language, size: 'A4' });
  write(paper, title, { part: 'H1', bold: true, size: 24 });
  for (const run of today.runs) {
    const departs = run.departure ? words('document.run_departs', { time: run.departure }) : undefined;
    const loans = words('document.loans', { count: run.loans });
    write(paper, [run.municipality.name, departs, loans].filter(Boolean).join(' · '));
  }
  for (const { queue, items } of today.queues) {
    if (queue !== 'to_pack' && queue !== 'to_send' && queue !== 'expected_back') continue;
    drawQueue(paper, words(`queue.${queue}`), items, words);
  }
  numberPages(paper, (page, pages) => words('document.page', { reference: today.date, page, pages }));
  return bytesOf(paper);
}

const byPlace = (items: readonly QueuedLoan[]) =>
  items.toSorted((left, right) => placeOf(left).localeCompare(placeOf(right), 'sv'));
const placeOf = (loan: QueuedLoan) =>
  `${loan.municipality.name} ${loan.lines[0]?.shelf ?? ''} ${loan.reference}`;

function drawQueue(paper: Paper, heading: string, items: readonly QueuedLoan[], words: Words): void {
  keepTogether(paper, 70);
  paper.moveDown(0.8);
  write(paper, `${heading} (${items.length})`, { part: 'H2', bold: true, size: 15 });
  if (items.length === 0) write(paper, words('document.nothing'), { colour: muted });
  for (const loan of byPlace(items)) drawLoan(paper, loan, words);
}

function drawLoan(paper: Paper, loan: QueuedLoan, words: Words): void {
  keepTogether(paper, 52);
  const { left, right } = paper.page.margins;
  const y = paper.y;
  const indent = left + 18;
  decorate(paper, () => {
    paper
      .lineWidth(0.5)
      .moveTo(left, y + 4)
      .lineTo(paper.page.width - right, y + 4)
      .stroke(hairline);
    paper
      .lineWidth(0.9)
      .rect(left, y + 11, 10, 10)
      .stroke(ink);
  });
  write(paper, loan.reference, { bold: true, x: indent, y: y + 9, lineBreak: false });
  const where = `${loan.schoolUnit.name}, ${loan.municipality.name} · ${words.date(loan.due)}`;
  write(paper, where, { x: indent + referenceWidth, y: y + 9 });
  const lines = loan.lines.map((line) => `${line.granted ?? line.asked} ${line.modelName} (${line.shelf})`);
  write(paper, lines.join(', '), { colour: muted, size: 10, x: indent });
}

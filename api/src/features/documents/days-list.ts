import type { QueuedLoan, Today } from '@mediecentral/contracts';
import {
  bytesOf,
  hairline,
  ink,
  innerWidth,
  keepTogether,
  muted,
  newPaper,
  numberPages,
  type Paper,
  printable,
} from './paper.ts';
import type { Words } from '../../platform/words.ts';

/** The day's work on paper: what to pack, send and expect back, by municipality and shelf. */
export function daysList(today: Today, words: Words): Promise<Buffer> {
  const title = words('document.days_list', { date: words.date(today.date) });
  const paper = newPaper({ title, language: words.language, size: 'A4' });
  paper.font('bold').fontSize(24).text(title);
  for (const run of today.runs) {
    const at = run.departure ? words('document.run_departs', { time: run.departure }) : '';
    paper
      .font('plain')
      .fontSize(11)
      .text(printable(`${run.municipality.name} ${at} · ${words('document.loans', { count: run.loans })}`));
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
  paper
    .moveDown(0.8)
    .font('bold')
    .fontSize(15)
    .fillColor(ink)
    .text(`${heading} (${items.length})`, { width: innerWidth(paper) });
  if (items.length === 0)
    paper.font('plain').fontSize(11).fillColor(muted).text(words('document.nothing')).fillColor(ink);
  for (const loan of byPlace(items)) drawLoan(paper, loan, words);
}

function drawLoan(paper: Paper, loan: QueuedLoan, words: Words): void {
  const { left, right } = paper.page.margins;
  keepTogether(paper, 52);
  paper.markContent('Artifact', { type: 'Layout' });
  paper
    .lineWidth(0.5)
    .moveTo(left, paper.y + 4)
    .lineTo(paper.page.width - right, paper.y + 4)
    .stroke(hairline);
  paper
    .lineWidth(0.9)
    .rect(left, paper.y + 11, 10, 10)
    .stroke(ink)
    .endMarkedContent();
  paper
    .font('bold')
    .fontSize(11)
    .text(loan.reference, left + 18, paper.y + 9, { continued: true, width: innerWidth(paper) - 18 });
  paper
    .font('plain')
    .text(printable(`   ${loan.schoolUnit.name}, ${loan.municipality.name} · ${words.date(loan.due)}`));
  const lines = loan.lines
    .map((line) => `${line.granted ?? line.asked} ${line.modelName} (${line.shelf})`)
    .join(', ');
  paper
    .fillColor(muted)
    .fontSize(10)
    .text(printable(lines), left + 18, paper.y, { width: innerWidth(paper) - 18 })
    .fillColor(ink);
  paper.x = left;
}

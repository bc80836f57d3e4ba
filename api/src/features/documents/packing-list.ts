import type { Loan, LoanLine } from '@mediecentral/contracts';
import type { Words } from '../../platform/words.ts';
import {
  bytesOf,
  decorate,
  drawQrCode,
  hairline,
  ink,
  innerWidth,
  keepTogether,
  millimetres,
  muted,
  newPaper,
  numberPages,
  type Paper,
  write,
} from './paper.ts';

const qrSide = millimetres(26);
const box = 10;
const unitHeight = 18;

/**
 * The list that lies in the box: what is in it by shelf, with a square to tick at school and one at return, when it has
 * to go back and how. The QR code opens the loan.
 */
export function packingList(
  loan: Loan,
  { words, loanUrl }: { words: Words; loanUrl: string },
): Promise<Buffer> {
  const title = `${words('document.packing_list')} ${loan.reference}`;
  const paper = newPaper({ title, language: words.language, size: 'A4' });
  drawQrCode(paper, loanUrl, {
    x: paper.page.width - paper.page.margins.right - qrSide,
    y: paper.page.margins.top,
    side: qrSide,
    alt: words('document.qr', { reference: loan.reference }),
  });
  drawHead(paper, loan, words);
  for (const line of byShelf(loan.lines)) drawLine(paper, line, words);
  drawReturn(paper, loan, words);
  numberPages(paper, (page, pages) => words('document.page', { reference: loan.reference, page, pages }));
  return bytesOf(paper);
}

const byShelf = (lines: readonly LoanLine[]) =>
  lines
    .filter((line) => line.units.length > 0)
    .toSorted((left, right) => left.shelf.localeCompare(right.shelf, 'sv'));

function drawHead(paper: Paper, loan: Loan, words: Words): void {
  const width = innerWidth(paper) - qrSide - 16;
  const { top } = paper.page.margins;
  write(paper, words('document.packing_list'), { colour: muted, width, y: top });
  write(paper, loan.reference, { part: 'H1', bold: true, size: 26, width });
  write(paper, `${loan.schoolUnit.name}, ${loan.municipality.name}`, { bold: true, size: 14, width });
  const pupils = loan.pupils ? words('document.pupils', { count: loan.pupils }) : undefined;
  const whom = [loan.borrower?.displayName, loan.group, pupils].filter(Boolean).join(' · ');
  write(paper, whom, { width });
  paper.moveDown(0.4);
  const period = words('document.period', { from: words.date(loan.from), to: words.date(loan.to) });
  write(paper, period, { bold: true, width });
  paper.y = Math.max(paper.y, top + qrSide) + 14;
}

function drawLine(paper: Paper, line: LoanLine, words: Words): void {
  keepTogether(paper, 48 + unitHeight * Math.min(line.units.length, 6));
  rule(paper);
  const top = paper.y + 8;
  const width = innerWidth(paper) - 60;
  write(paper, `${line.units.length} × ${line.modelName}`, {
    part: 'H2',
    bold: true,
    size: 14,
    y: top,
    width,
  });
  const below = paper.y;
  write(paper, line.shelf, { size: 10, colour: muted, y: top + 3, align: 'right' });
  paper.y = Math.max(below, top + 20);
  if (line.contents.length > 0) {
    const contents = line.contents.join(', ');
    write(paper, words('document.each_contains', { contents }), { colour: muted });
  }
  for (const unit of line.units) drawUnit(paper, unit.inventoryNumber, words);
  paper.y += 8;
}

function drawUnit(paper: Paper, inventoryNumber: string, words: Words): void {
  keepTogether(paper, unitHeight);
  const { left, right } = paper.page.margins;
  const y = paper.y + 5;
  const back = paper.page.width - right - 118;
  tickBox(paper, left, y);
  write(paper, inventoryNumber, { bold: true, x: left + box + 8, y: y - 2, lineBreak: false });
  tickBox(paper, back, y);
  write(paper, words('document.packed_for_return'), {
    size: 10,
    colour: muted,
    x: back + box + 6,
    y: y - 1,
    lineBreak: false,
  });
  paper.y = y + 13;
}

function drawReturn(paper: Paper, loan: Loan, words: Words): void {
  keepTogether(paper, 110);
  rule(paper);
  paper.y += 10;
  const last = words('document.return_by', { date: words.date(loan.to) });
  write(paper, last, { part: 'H2', bold: true, size: 14 });
  write(paper, words(`document.return_${loan.delivery}`, { date: words.date(loan.window.returnOn) }));
  paper.moveDown(0.4);
  write(paper, words('document.something_broken'), { colour: muted });
}

function tickBox(paper: Paper, x: number, y: number): void {
  decorate(paper, () => paper.lineWidth(0.9).rect(x, y, box, box).stroke(ink));
}

function rule(paper: Paper): void {
  const { left, right } = paper.page.margins;
  decorate(paper, () =>
    paper
      .lineWidth(0.6)
      .moveTo(left, paper.y)
      .lineTo(paper.page.width - right, paper.y)
      .stroke(hairline),
  );
}

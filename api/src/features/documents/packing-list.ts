import type { Loan, LoanLine } from '@mediecentral/contracts';
import type { Words } from '../../platform/words.ts';
import {
  bytesOf,
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
  printable,
} from './paper.ts';

const qrSide = millimetres(26);
const box = 10;

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
  paper.font('plain').fontSize(11).fillColor(muted).text(words('document.packing_list'), { width });
  paper.font('bold').fontSize(26).fillColor(ink).text(loan.reference, { width });
  paper
    .font('bold')
    .fontSize(14)
    .text(printable(`${loan.schoolUnit.name}, ${loan.municipality.name}`), { width });
  const whom = [
    loan.borrower?.displayName,
    loan.group,
    loan.pupils ? words('document.pupils', { count: loan.pupils }) : undefined,
  ];
  paper
    .font('plain')
    .fontSize(11)
    .text(printable(whom.filter(Boolean).join(' · ')), { width });
  paper
    .moveDown(0.4)
    .font('bold')
    .text(words('document.period', { from: words.date(loan.from), to: words.date(loan.to) }), { width });
  paper.y = Math.max(paper.y, paper.page.margins.top + qrSide) + 14;
}

function drawLine(paper: Paper, line: LoanLine, words: Words): void {
  const { left } = paper.page.margins;
  keepTogether(paper, 48 + 16 * Math.min(line.units.length, 6));
  rule(paper);
  const top = paper.y + 8;
  paper
    .font('bold')
    .fontSize(14)
    .text(`${line.units.length} × ${printable(line.modelName)}`, left, top, {
      width: innerWidth(paper) - 60,
    });
  paper
    .font('plain')
    .fontSize(10)
    .fillColor(muted)
    .text(printable(line.shelf), left, top + 3, { width: innerWidth(paper), align: 'right' });
  paper.fillColor(ink).fontSize(11);
  paper.x = left;
  paper.y = Math.max(paper.y, top + 20);
  if (line.contents.length > 0) {
    paper
      .fillColor(muted)
      .text(printable(words('document.each_contains', { contents: line.contents.join(', ') })), {
        width: innerWidth(paper),
      });
    paper.fillColor(ink);
  }
  for (const unit of line.units) drawUnit(paper, printable(unit.inventoryNumber), words);
  paper.y += 8;
}

function drawUnit(paper: Paper, inventoryNumber: string, words: Words): void {
  keepTogether(paper, 20);
  const { left, right } = paper.page.margins;
  const y = paper.y + 5;
  tickBox(paper, left, y);
  paper
    .font('bold')
    .fontSize(11)
    .text(inventoryNumber, left + box + 8, y - 2, { continued: false });
  const back = paper.page.width - right - 118;
  tickBox(paper, back, y);
  paper
    .font('plain')
    .fillColor(muted)
    .fontSize(10)
    .text(words('document.packed_for_return'), back + box + 6, y - 1, { lineBreak: false });
  paper.fillColor(ink);
  paper.x = left;
  paper.y = y + 13;
}

function drawReturn(paper: Paper, loan: Loan, words: Words): void {
  keepTogether(paper, 110);
  rule(paper);
  paper.y += 10;
  paper
    .font('bold')
    .fontSize(14)
    .text(words('document.return_by', { date: words.date(loan.to) }), paper.page.margins.left, paper.y, {
      width: innerWidth(paper),
    });
  const how = words(`document.return_${loan.delivery}`, { date: words.date(loan.window.returnOn) });
  paper
    .font('plain')
    .fontSize(11)
    .text(how, { width: innerWidth(paper) });
  paper
    .moveDown(0.4)
    .fillColor(muted)
    .text(words('document.something_broken'), { width: innerWidth(paper) });
}

function tickBox(paper: Paper, x: number, y: number): void {
  paper.markContent('Artifact', { type: 'Layout' });
  paper.lineWidth(0.9).rect(x, y, box, box).stroke(ink).endMarkedContent();
}

function rule(paper: Paper): void {
  const { left, right } = paper.page.margins;
  paper.markContent('Artifact', { type: 'Layout' });
  paper
    .lineWidth(0.6)
    .moveTo(left, paper.y)
    .lineTo(paper.page.width - right, paper.y)
    .stroke(hairline)
    .endMarkedContent();
}

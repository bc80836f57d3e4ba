import type { Centre, Loan, SchoolUnit } from '@mediecentral/contracts';
import {
  bytesOf,
  decorate,
  drawQrCode,
  hairline,
  innerWidth,
  millimetres,
  muted,
  newPaper,
  type Paper,
  printable,
  write,
} from './paper.ts';
import type { Words } from '../../platform/words.ts';

type Place = { name: string; lines: readonly string[] };
type Label = { heading: string; to: Place; from: Place; note: string };

const qrSide = millimetres(32);
const largest = 21;
const smallest = 8;
/** The lines below the name, beside it. */
const smaller = 2 / 3;

/** Two A6 labels: one out to the school, one back to the centre, each with the loan's QR code and number. */
export function addressLabels(
  loan: Loan,
  {
    schoolUnit,
    centre,
    words,
    loanUrl,
  }: { schoolUnit: SchoolUnit; centre: Centre; words: Words; loanUrl: string },
): Promise<Buffer> {
  const school = placeOf(schoolUnit, loan);
  const home: Place = {
    name: centre.name,
    lines: [centre.address.street, `${centre.address.postalCode} ${centre.address.city}`],
  };
  const labels: Label[] = [
    {
      heading: words('document.label_out'),
      to: school,
      from: home,
      note: words('document.label_out_note', { date: words.date(loan.window.arrivesOn) }),
    },
    {
      heading: words('document.label_back'),
      to: home,
      from: school,
      note: words('document.label_back_note', { date: words.date(loan.window.returnOn) }),
    },
  ];
  const title = `${words('document.labels')} ${loan.reference}`;
  const paper = newPaper({ title, language: words.language, size: 'A6' });
  labels.forEach((label, index) => {
    if (index > 0) paper.addPage();
    drawLabel(paper, label, { reference: loan.reference, url: loanUrl, words });
  });
  return bytesOf(paper);
}

function placeOf({ name, address, deliveryNote, municipality }: SchoolUnit, loan: Loan): Place {
  const town = address
    ? [address.street, `${address.postalCode} ${address.city}`.trim()]
    : [municipality.name];
  const whom = [loan.borrower?.displayName, loan.group].filter(Boolean).join(', ');
  return { name, lines: [whom, ...town, deliveryNote ?? ''].filter((line) => line !== '') };
}

function drawLabel(
  paper: Paper,
  label: Label,
  { reference, url, words }: { reference: string; url: string; words: Words },
): void {
  const { left, top, bottom } = paper.page.margins;
  const foot = paper.page.height - bottom - qrSide;
  write(paper, label.heading, { size: 9, colour: muted, y: top });
  write(paper, [label.from.name, ...label.from.lines].join(', '), { size: 9, colour: muted });
  decorate(paper, () =>
    paper
      .lineWidth(0.8)
      .moveTo(left, paper.y + 6)
      .lineTo(left + innerWidth(paper), paper.y + 6)
      .stroke(hairline),
  );
  paper.y += 16;
  const size = sizeThatFits(paper, label.to, foot - paper.y - 6);
  write(paper, label.to.name, { part: 'H1', bold: true, size });
  for (const line of label.to.lines) write(paper, line, { size: size * smaller });
  drawQrCode(paper, url, { x: left, y: foot, side: qrSide, alt: words('document.qr', { reference }) });
  const beside = left + qrSide + 12;
  write(paper, reference, { bold: true, size: 18, x: beside, y: foot + 8 });
  write(paper, label.note, { x: beside });
}

/** The largest size in which the whole address has room: a long name may not run into the code below it. */
function sizeThatFits(paper: Paper, { name, lines }: Place, height: number): number {
  const width = innerWidth(paper);
  const needed = (size: number) => {
    const nameHeight = paper.font('bold').fontSize(size).heightOfString(printable(name), { width });
    paper.font('plain').fontSize(size * smaller);
    return lines.reduce((sum, line) => sum + paper.heightOfString(printable(line), { width }), nameHeight);
  };
  let size = largest;
  while (size > smallest && needed(size) > height) size -= 1;
  return size;
}

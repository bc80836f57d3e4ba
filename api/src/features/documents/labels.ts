import type { Centre, Loan, SchoolUnit } from '@mediecentral/contracts';
import {
  bytesOf,
  drawQrCode,
  hairline,
  ink,
  innerWidth,
  millimetres,
  muted,
  newPaper,
  type Paper,
  printable,
} from './paper.ts';
import type { Words } from '../../platform/words.ts';

type Place = { name: string; lines: readonly string[] };
type Label = { heading: string; to: Place; from: Place; note: string };

const qrSide = millimetres(32);

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
    drawLabel(paper, label, loan.reference, loanUrl);
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

function drawLabel(paper: Paper, label: Label, reference: string, loanUrl: string): void {
  const { left, top } = paper.page.margins;
  const width = innerWidth(paper);
  paper.font('plain').fontSize(9).fillColor(muted).text(printable(label.heading), left, top, { width });
  paper
    .font('plain')
    .fontSize(9)
    .text(printable([label.from.name, ...label.from.lines].join(', ')), { width });
  paper.markContent('Artifact', { type: 'Layout' });
  paper
    .lineWidth(0.8)
    .moveTo(left, paper.y + 6)
    .lineTo(left + width, paper.y + 6)
    .stroke(hairline)
    .endMarkedContent();
  paper.y += 16;
  paper.font('bold').fontSize(21).fillColor(ink).text(printable(label.to.name), left, paper.y, { width });
  paper.font('plain').fontSize(14);
  for (const line of label.to.lines) paper.text(printable(line), { width });
  const foot = paper.page.height - paper.page.margins.bottom - qrSide;
  drawQrCode(paper, loanUrl, { x: left, y: foot, side: qrSide });
  const beside = left + qrSide + 12;
  paper
    .font('bold')
    .fontSize(18)
    .text(reference, beside, foot + 8, { width: width - qrSide - 12 });
  paper
    .font('plain')
    .fontSize(11)
    .text(printable(label.note), { width: width - qrSide - 12 });
}

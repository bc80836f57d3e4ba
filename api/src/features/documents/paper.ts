import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Pdf from 'pdfkit';
import { create as createQrCode } from 'qrcode';
import { openFont } from './open-font.ts';

export type Paper = PDFKit.PDFDocument;

/** PDF's unit, 1/72 inch, from millimetres. */
export const millimetres = (length: number) => (length * 72) / 25.4;

const resolve = createRequire(import.meta.url).resolve;
const fontOf = (weight: 400 | 700) =>
  openFont(
    readFileSync(resolve(`@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff`)),
  );

let opened: { plain: Buffer; bold: Buffer } | undefined;
function fonts() {
  opened ??= { plain: fontOf(400), bold: fontOf(700) };
  return opened;
}

export const ink = '#18211E';
export const muted = '#56605B';
export const hairline = '#857F70';

/** An empty tagged document in Swedish or English, in the centre's typeface, with `plain` and `bold` registered. */
export function newPaper({
  title,
  language,
  size,
}: {
  title: string;
  language: string;
  size: 'A4' | 'A6';
}): Paper {
  const paper = new Pdf({
    size,
    margins: { top: millimetres(14), bottom: millimetres(12), left: millimetres(14), right: millimetres(14) },
    lang: language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    info: { Title: printable(title), Producer: 'Mediecentral', Creator: 'Mediecentral' },
  });
  paper.registerFont('plain', fonts().plain);
  paper.registerFont('bold', fonts().bold);
  return paper.font('plain').fillColor(ink).fontSize(11);
}

/** Ends the document and collects it. */
export function bytesOf(paper: Paper): Promise<Buffer> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    paper.on('data', (chunk: Buffer) => chunks.push(chunk));
    paper.on('end', () => done(Buffer.concat(chunks)));
    paper.on('error', failed);
    paper.end();
  });
}

// Latin letters, digits and general punctuation, which is what the printed font has.
const notInFont = /[^\u0020-\u007E\u00A0-\u017F\u2010-\u2026\u2030\u20AC\u2212]/gu;

/** Leaves out what the font cannot print (emoji, other scripts) rather than printing boxes in its place. */
export const printable = (text: string) =>
  text.normalize('NFC').replaceAll(notInFont, '').replaceAll(/ {2,}/g, ' ').trim();

/** What a piece of the page is to a reader that does not see it. */
export type Part = 'H1' | 'H2' | 'P';

type Style = Pick<PDFKit.Mixins.TextOptions, 'align' | 'lineBreak' | 'width'> & {
  part?: Part;
  bold?: boolean;
  size?: number;
  colour?: string;
  /** Where, in PDF units; below what was written last and at the left margin when left out. */
  x?: number;
  y?: number;
};

/** Writes a text as a part of the document’s structure, and goes on at the left margin below it. */
export function write(paper: Paper, text: string, { part = 'P', ...style }: Style = {}): void {
  const { bold = false, size = 11, colour = ink, x, y = paper.y, ...options } = style;
  const { left } = paper.page.margins;
  const from = x ?? left;
  const shown = printable(text);
  if (shown === '') return;
  inStructure(paper, part, () => {
    paper
      .font(bold ? 'bold' : 'plain')
      .fontSize(size)
      .fillColor(colour);
    paper.text(shown, from, y, { width: left + innerWidth(paper) - from, ...options });
  });
  paper.fillColor(ink);
  paper.x = left;
}

/** Draws something that a reader who does not see it loses nothing by: rules, boxes. */
export function decorate(paper: Paper, draw: () => void): void {
  paper.markContent('Artifact', { type: 'Layout' });
  draw();
  paper.endMarkedContent();
  paper.fillColor(ink);
}

function inStructure(paper: Paper, type: string, draw: () => void, options: { alt?: string } = {}): void {
  paper.addStructure(paper.struct(type, options, draw));
}

/** Draws a QR code whose quiet zone is the caller's white space. `side` in PDF units; `alt` says where it leads. */
export function drawQrCode(
  paper: Paper,
  content: string,
  { x, y, side, alt }: { x: number; y: number; side: number; alt: string },
): void {
  const { modules } = createQrCode(content, { errorCorrectionLevel: 'M' });
  const step = side / modules.size;
  const draw = () => {
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) paper.rect(x + column * step, y + row * step, step + 0.05, step + 0.05);
      }
    }
    paper.fill('#000000');
  };
  inStructure(paper, 'Figure', draw, { alt });
  paper.fillColor(ink);
}

/** The width between the margins. */
export const innerWidth = (paper: Paper) =>
  paper.page.width - paper.page.margins.left - paper.page.margins.right;

/** Begins a new page when less than `height` is left on this one. */
export function keepTogether(paper: Paper, height: number): void {
  if (paper.y + height > paper.page.height - paper.page.margins.bottom) paper.addPage();
}

/** Page numbers, once everything is drawn. */
export function numberPages(paper: Paper, text: (page: number, pages: number) => string): void {
  const { start, count } = paper.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    paper.switchToPage(page);
    const { bottom, left } = paper.page.margins;
    paper.page.margins.bottom = 0;
    paper.markContent('Artifact', { type: 'Pagination' });
    paper.font('plain').fontSize(9).fillColor(muted);
    paper.text(text(page - start + 1, count), left, paper.page.height - bottom + 8, {
      width: innerWidth(paper),
      lineBreak: false,
    });
    paper.endMarkedContent();
    paper.page.margins.bottom = bottom;
  }
}

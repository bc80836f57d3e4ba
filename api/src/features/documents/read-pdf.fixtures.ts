import { inflateSync } from 'node:zlib';

/** A piece of a page: its part in the structure (or `Artifact`), what it says, and how many rectangles it draws. */
export type PdfPiece = { part: string; text: string; rectangles: number };
export type Pdf = {
  language: string | undefined;
  isTagged: boolean;
  alternatives: string[];
  pages: PdfPiece[][];
};

/** Reads a PDF of ours as a screen reader would: by its marked content and its fonts’ tables of characters. */
export function readPdf(file: Buffer): Pdf {
  const objects = objectsIn(file);
  const all = [...objects.values()].map(({ dictionary }) => dictionary);
  const fonts = fontsIn(objects);
  const pages = all.filter((dictionary) => /\/Type \/Page\b/.test(dictionary));
  return {
    language: /\/Lang \(([^)]*)\)/.exec(all.join('\n'))?.[1],
    isTagged: all.some((dictionary) => /\/Marked true/.test(dictionary)),
    alternatives: all.flatMap((dictionary) =>
      [...dictionary.matchAll(/\/Alt \(([^)]*)\)/g)].map(([, alt = '']) => textIn(alt)),
    ),
    pages: pages.map((page) => {
      const content = /\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '';
      return piecesIn(objects.get(content)?.stream ?? '', fonts);
    }),
  };
}

/** All that is said, page by page, in reading order. */
export const textOf = ({ pages }: Pdf) =>
  pages.map((pieces) => pieces.map(({ text }) => text).join('\n')).join('\n\f\n');

/** A string of the file: UTF-16 where it begins with a byte order mark. */
function textIn(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  return text.startsWith('\u00FE\u00FF') ? bytes.subarray(2).swap16().toString('utf16le') : text;
}

type PdfObject = { dictionary: string; stream: string };

function objectsIn(file: Buffer): Map<string, PdfObject> {
  const source = file.toString('latin1');
  return new Map(
    [...source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => {
      const [dictionary = '', ...rest] = body.split('stream\n');
      const bytes = Buffer.from(rest.join('stream\n').replace(/\nendstream$/, ''), 'latin1');
      const isPacked = bytes.length > 0 && dictionary.includes('/FlateDecode');
      return [id, { dictionary, stream: (isPacked ? inflateSync(bytes) : bytes).toString('latin1') }];
    }),
  );
}

/** By the name that pages use: what each glyph of the font stands for. */
function fontsIn(objects: ReadonlyMap<string, PdfObject>): Map<string, string[]> {
  const fonts = new Map<string, string[]>();
  for (const { dictionary } of objects.values()) {
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1];
      fonts.set(name, charactersIn(objects.get(table ?? '')?.stream ?? ''));
    }
  }
  return fonts;
}

function charactersIn(table: string): string[] {
  const characters: string[] = [];
  for (const [, first = '', , list = ''] of table.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]+)>/g)].forEach(([, code = ''], index) => {
      const bytes = Buffer.from(code.replaceAll(' ', ''), 'hex');
      characters[Number.parseInt(first, 16) + index] = bytes.swap16().toString('utf16le');
    });
  }
  return characters;
}

function piecesIn(content: string, fonts: ReadonlyMap<string, string[]>): PdfPiece[] {
  const pieces: PdfPiece[] = [];
  let current: PdfPiece | undefined;
  let characters: string[] = [];
  const outside: PdfPiece = { part: 'untagged', text: '', rectangles: 0 };
  for (const line of content.split('\n')) {
    const begin = /^\/(\w+) (?:<<|BMC)/.exec(line)?.[1];
    if (begin) pieces.push((current = { part: begin, text: '', rectangles: 0 }));
    if (line === 'EMC') current = undefined;
    const font = /^\/(F\d+) [\d.]+ Tf$/.exec(line)?.[1];
    if (font) characters = fonts.get(font) ?? [];
    const piece = current ?? outside;
    if (line.endsWith(' re')) piece.rectangles += 1;
    if (!line.endsWith(' TJ')) continue;
    for (const [, glyphs = ''] of line.matchAll(/<([0-9a-f]+)>/g)) {
      for (const [glyph] of glyphs.matchAll(/.{4}/g))
        piece.text += characters[Number.parseInt(glyph, 16)] ?? '\uFFFD';
    }
  }
  return outside.text || outside.rectangles ? [...pieces, outside] : pieces;
}

import type { QueuedLoan, Today } from '@mediecentral/contracts';
import { create as createQrCode } from 'qrcode';
import { wordsIn } from '../../platform/words.ts';
import { someCentre, someLoan, someSchool } from '../../testing/some-loan.ts';
import { addressLabels, daysList, loanCalendar, packingList } from './index.ts';
import { type Pdf, readPdf, textOf } from './read-pdf.fixtures.ts';

const words = wordsIn('sv');
const loanUrl = 'https://media.example.org/lan/000000000000000000000007';
const squares = createQrCode(loanUrl, { errorCorrectionLevel: 'M' }).modules.data.filter(Boolean).length;

const packing = async (loan = someLoan, language: 'sv' | 'en' = 'sv') =>
  readPdf(await packingList(loan, { words: wordsIn(language), loanUrl }));
const labels = async (schoolUnit = someSchool, loan = someLoan) =>
  readPdf(await addressLabels(loan, { words, loanUrl, schoolUnit, centre: someCentre }));

const queued = (reference: string, changes: Partial<QueuedLoan> = {}): QueuedLoan => {
  const { events: _events, shipments: _shipments, ...loan } = someLoan;
  return { ...loan, reference, unitsPacked: 0, fits: true, due: '2026-03-04', ...changes };
};
const today: Today = {
  date: '2026-03-02',
  open: true,
  queues: [
    {
      queue: 'to_pack',
      total: 2,
      oldestDays: 0,
      items: [
        queued('L-2026-00002'),
        queued('L-2026-00001', { municipality: { code: '0885', name: 'Borgholm' } }),
      ],
    },
    { queue: 'to_send', total: 0, oldestDays: 0, items: [] },
    { queue: 'overdue', total: 1, oldestDays: 4, items: [queued('L-2026-00009')] },
  ],
  runs: [{ municipality: { code: '0881', name: 'Nybro' }, departure: '13.00', loans: 1 }],
};
const days = async () => readPdf(await daysList(today, words));

describe('every paper', () => {
  const papers: [string, () => Promise<Pdf>][] = [
    ['the packing list', () => packing()],
    ['the labels', () => labels()],
    ['the day’s list', () => days()],
  ];

  it.each(papers)(
    '%s is tagged, in Swedish, with a heading and nothing outside its structure',
    async (_name, read) => {
      const pdf = await read();
      expect(pdf).toMatchObject({ language: 'sv', isTagged: true });
      for (const pieces of pdf.pages) expect(pieces.map(({ part }) => part)).not.toContain('untagged');
      expect(pdf.pages[0]?.filter(({ part }) => part === 'H1')).toHaveLength(1);
      const said = pdf.pages.flat().filter(({ text }) => text !== '');
      expect(said.filter(({ part }) => part === 'Artifact').map(({ text }) => text)).toEqual(
        said.filter(({ text }) => / sida \d+ av \d+$/.test(text)).map(({ text }) => text),
      );
    },
  );

  it.each(papers)('%s prints Swedish letters, and every word of it is there', async (_name, read) => {
    const text = textOf(await read());
    expect(text).toMatch(/[åäö]/);
    expect(text).not.toMatch(/\uFFFD|document\.|\{\{/);
  });
});

describe('the packing list', () => {
  it('has every unit by shelf, whom it is for, and when and how it goes back', async () => {
    const text = textOf(await packing());
    for (const said of [
      'L-2026-00142',
      'Norrängsskolan, Nybro',
      'Åsa Öberg · 2B · 24 elever',
      'I varje: Laddkabel, Matta',
      'BB-04',
      'Sista dagen hos er är fre 20 mars',
      'Transporten hämtar lådan ons 25 mars',
    ])
      expect(text).toContain(said);
    expect(text.indexOf('iPad-väska')).toBeLessThan(text.indexOf('BlueBot'));
  });

  it('leads to the loan by a QR code that says so to those who do not see it', async () => {
    const pdf = await packing();
    const figures = pdf.pages.flat().filter(({ part }) => part === 'Figure');
    expect(figures.map(({ rectangles }) => rectangles)).toEqual([squares]);
    expect(pdf.alternatives).toEqual(['QR-kod till lån L-2026-00142']);
  });

  it('goes on over as many pages as it needs, numbered, and loses no unit', async () => {
    const units = Array.from({ length: 200 }, (_, index) => ({
      unitId: String(index).padStart(24, '0'),
      inventoryNumber: `IPAD-${String(index).padStart(3, '0')}`,
    }));
    const [line] = someLoan.lines;
    const pdf = await packing({ ...someLoan, lines: line ? [{ ...line, units }] : [] });
    const text = textOf(pdf);
    for (const { inventoryNumber } of units) expect(text).toContain(inventoryNumber);
    expect(pdf.pages.length).toBeGreaterThan(3);
    expect(text).toContain(`sida ${pdf.pages.length} av ${pdf.pages.length}`);
  });

  it('leaves out what the font cannot print rather than printing boxes', async () => {
    const text = textOf(await packing({ ...someLoan, group: '🤖 2B 学校' }));
    expect(text).toContain('Åsa Öberg · 2B · 24 elever');
  });

  it('speaks English to those who ask for it', async () => {
    const pdf = await packing(someLoan, 'en');
    expect(pdf.language).toBe('en');
    expect(textOf(pdf)).toContain('Packing list');
  });
});

describe('the address labels', () => {
  it('are one out and one back, each to the right place and with the code', async () => {
    const { pages } = await labels();
    expect(pages).toHaveLength(2);
    const [out = [], back = []] = pages;
    const headings = pages.map((pieces) => pieces.find(({ part }) => part === 'H1')?.text);
    expect(headings).toEqual(['Norrängsskolan', 'AV-Media Kalmar län']);
    const said = out.map(({ text }) => text);
    for (const line of ['Åsa Öberg, 2B', 'Ängsvägen 4', '382 30 Nybro', 'Vaktmästeriet, port B'])
      expect(said).toContain(line);
    for (const pieces of [out, back])
      expect(pieces.filter(({ part }) => part === 'Figure').map(({ rectangles }) => rectangles)).toEqual([
        squares,
      ]);
  });

  it('stay on their page with the longest of names', async () => {
    const name = 'Förskolan och fritidshemmet Ängsgläntans pedagogiska omsorg '.repeat(2).slice(0, 120);
    const deliveryNote = 'Lämnas i köket på nedre plan, ring på klockan till höger om porten. '
      .repeat(3)
      .slice(0, 200);
    const { pages } = await labels({ ...someSchool, name, deliveryNote });
    expect(pages).toHaveLength(2);
  });

  it('do with the municipality where a school has no address', async () => {
    const { address: _address, deliveryNote: _note, ...school } = someSchool;
    const [out = []] = (await labels(school)).pages;
    expect(out.map(({ text }) => text)).toContain('Nybro');
  });
});

describe('the day’s list', () => {
  it('has what to pack by municipality, the runs, and what is empty, but not the other queues', async () => {
    const text = textOf(await days());
    for (const said of [
      'Dagens lista mån 2 mars',
      'Nybro · bilen går 13.00 · 1 lån',
      'Att packa (2)',
      'Att skicka (0)',
      'Inget i dag.',
    ])
      expect(text).toContain(said);
    expect(text.indexOf('L-2026-00001')).toBeLessThan(text.indexOf('L-2026-00002'));
    expect(text).not.toContain('L-2026-00009');
  });
});

const calendar = (version: number) =>
  loanCalendar({ ...someLoan, version }, { centre: someCentre, words, loanUrl });
const lineOf = (text: string, name: string) => text.split('\r\n').find((line) => line.startsWith(name));

describe('a loan’s calendar', () => {
  it('is the same event when it is fetched again, with a later sequence', () => {
    const [first, second] = [calendar(2), calendar(3)];
    expect(lineOf(first, 'UID')).toBe(lineOf(second, 'UID'));
    expect(lineOf(first, 'SEQUENCE')).toBe('SEQUENCE:2');
    expect(lineOf(second, 'SEQUENCE')).toBe('SEQUENCE:3');
    expect(lineOf(first, 'SUMMARY')).toContain('4 BlueBot');
  });
});

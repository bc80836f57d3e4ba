import type { LoanState, LoanStatistics } from '@mediecentral/contracts';
import { readSheet } from 'read-excel-file/node';
import { nobody, type Person, signIn } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { someLoan } from '../../testing/some-loan.ts';
import { insertLoanHistory, type LoanRecord } from '../loans/index.ts';
import { saveMunicipalities } from '../organisation/index.ts';

const municipalities = [
  { code: '0881', name: 'Nybro' },
  { code: '0834', name: 'Torsås' },
  { code: '0885', name: 'Borgholm' },
];
const models = [
  { modelId: 'a1'.padEnd(24, '0'), modelName: 'BlueBot' },
  { modelId: 'a2'.padEnd(24, '0'), modelName: '=HYPERLINK("http://x")' },
  { modelId: 'a3'.padEnd(24, '0'), modelName: 'Överhead' },
];
const formula = '+46 "skolan"; norr';

let loans: LoanRecord[];
let app: Awaited<ReturnType<typeof openTestApp>>;
let staff: Person;

beforeAll(async () => {
  app = await openTestApp();
  await saveMunicipalities(municipalities);
  loans = inventLoans();
  await insertLoanHistory(loans);
  staff = await signIn(app, { role: 'staff' });
}, 60_000);
afterAll(() => app.close());

/** Two years of closed loans from a fixed sequence, some of which never left the centre. */
function inventLoans(): LoanRecord[] {
  let seed = 7;
  const below = (limit: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  return Array.from({ length: 160 }, (_, index) => {
    const year = 2025 + below(2);
    const from = `${year}-${String(1 + below(12)).padStart(2, '0')}-15`;
    const wasSent = below(5) > 0;
    const state: LoanState = wasSent ? 'closed' : below(2) ? 'cancelled' : 'rejected';
    const lines = models.slice(below(2), 2 + below(2)).map((model, number) => ({
      id: String(index * 10 + number).padStart(24, '0'),
      ...model,
      drawing: 'bluebot',
      shelf: 'B1',
      contents: [],
      asked: 9,
      granted: below(4),
      units: [],
    }));
    const {
      events: _events,
      lines: _lines,
      overdueDays: _days,
      inDanger: _danger,
      allowed: _may,
      ...rest
    } = someLoan;
    return {
      ...rest,
      id: String(index + 1).padStart(24, '0'),
      reference: `L-${year}-${String(index + 1).padStart(5, '0')}`,
      state,
      requestedAt: new Date(`${from}T08:00:00Z`),
      year,
      from,
      to: from,
      municipality: municipalities[below(2)] ?? someLoan.municipality,
      schoolUnit: { id: 'a'.repeat(24), name: formula },
      lines,
      events: [],
      wasSent,
      untold: [],
    };
  });
}

const get = async (year: number, by: string) =>
  (await staff.get('/api/statistics/loans', { year, by })).body as LoanStatistics;

/** Counting by hand, with nothing of the code that is tested. */
function byHand(year: number, isIn: (loan: LoanRecord, line: LoanRecord['lines'][number]) => boolean) {
  let [count, units] = [0, 0];
  for (const loan of loans) {
    if (!loan.wasSent || !loan.from.startsWith(`${year}`)) continue;
    const lines = loan.lines.filter((line) => isIn(loan, line));
    const lent = lines.map((line) => line.granted ?? line.asked);
    units += lent.reduce((sum, each) => sum + each, 0);
    if (lines.length > 0) count += 1;
  }
  return { loans: count, units };
}

const twoYears = (isIn: Parameters<typeof byHand>[1]) => {
  const [now, before] = [byHand(2026, isIn), byHand(2025, isIn)];
  return {
    loans: { value: now.loans, previous: before.loans },
    units: { value: now.units, previous: before.units },
  };
};

describe('the year’s loans on screen', () => {
  it('by municipality are those that were counted by hand, with a row for one that borrowed nothing', async () => {
    const { rows, total, overlap } = await get(2026, 'municipality');
    expect(rows.map(({ label }) => label)).toEqual(['Borgholm', 'Nybro', 'Torsås']);
    for (const { key, loans: counted, units } of rows)
      expect({ loans: counted, units }).toEqual(twoYears((loan) => loan.municipality.code === key));
    expect(total).toEqual(twoYears(() => true));
    expect(overlap).toEqual({ value: 0, previous: 0 });
    expect(total.loans.value).toBeGreaterThan(20);
  });

  it('by model count a loan of two in two rows, and say by how much the rows overlap', async () => {
    const { rows, total, overlap } = await get(2026, 'model');
    for (const { key, units } of rows)
      expect(units).toEqual(twoYears((_loan, line) => line.modelId === key).units);
    expect(rows.reduce((sum, row) => sum + row.units.value, 0)).toBe(total.units.value);
    expect(rows.reduce((sum, row) => sum + row.loans.value, 0)).toBe(total.loans.value + overlap.value);
    expect(overlap.value).toBeGreaterThan(0);
  });

  it('by month stand beside the same month of last year', async () => {
    const { rows } = await get(2026, 'month');
    expect(rows.map(({ key }) => key)).toEqual(
      Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    );
    for (const { key, loans: counted } of rows)
      expect(counted).toEqual(twoYears((loan) => loan.from.slice(4, 7) === key.slice(4)).loans);
  });

  it('are nothing in a year without loans', async () => {
    expect((await get(2030, 'model')).rows).toEqual([]);
    expect((await get(2030, 'municipality')).total.loans).toEqual({ value: 0, previous: 0 });
  });
});

const numbersIn = (line = '') => line.split(';').slice(-6).map(Number);

describe('the year’s loans in a file', () => {
  const path = '/api/reports/loans/2026';
  const download = async (query: Record<string, string>) => staff.get(path, query);
  const sheets = async () => (await staff.download(path, { format: 'xlsx' })).body;

  it.each(['municipality', 'model'] as const)('by %s say the same in CSV as on screen', async (by) => {
    const { rows, total } = await get(2026, by);
    const answer = await download({ format: 'csv', by });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain(
      encodeURIComponent(`per ${by === 'model' ? 'modell' : 'kommun'}`),
    );
    const lines = answer.text.replace('\uFEFF', '').trimEnd().split('\r\n');
    const shown = [...rows, total].map(({ loans: counted, units }) => [
      counted.value,
      counted.previous,
      counted.value - counted.previous,
      units.value,
      units.previous,
      units.value - units.previous,
    ]);
    expect(lines.slice(1).map(numbersIn)).toEqual(shown);
  });

  it('hold the same figures in every sheet of the XLSX, and real numbers', async () => {
    const content = await sheets();
    for (const [sheet, by] of [
      [1, 'municipality'],
      [2, 'model'],
    ] as const) {
      const { rows, total } = await get(2026, by);
      const cells = await readSheet(content, sheet);
      const body = cells.slice(2, 2 + rows.length + 1);
      expect(body.map((row) => [row[1], row[4]])).toEqual(
        [...rows, total].map(({ loans: counted, units }) => [counted.value, units.value]),
      );
    }
    const single = await readSheet(content, 3);
    const sent = loans.filter(({ wasSent, year }) => wasSent && year === 2026);
    expect(
      single
        .slice(2, -1)
        .map(([reference]) => String(reference))
        .toSorted(),
    ).toEqual(sent.map(({ reference }) => reference).toSorted());
    expect(single.at(-1)?.[7]).toBe((await get(2026, 'model')).total.units.value);
  });

  it('never hand a name to a spreadsheet as a formula', async () => {
    const csv = (await download({ format: 'csv', by: 'loan' })).text;
    expect(csv).toContain(`"'+46 ""skolan""; norr"`);
    expect(csv).not.toMatch(/(^|[;\n])"?[=+@-]/);
    const cells = (await Promise.all([1, 2, 3].map(async (sheet) => readSheet(await sheets(), sheet)))).flat(
      2,
    );
    expect(cells.filter((cell) => typeof cell === 'string' && /^[=+@-]/.test(cell))).toEqual([]);
    expect(cells).toContain(`'=HYPERLINK("http://x")`);
  });

  it('name no borrower', async () => {
    for (const by of ['municipality', 'model', 'loan'])
      expect((await download({ format: 'csv', by })).text).not.toMatch(/Öberg|oberg/);
  });

  it('speak English to those who ask for it', async () => {
    expect((await download({ format: 'csv', language: 'en' })).text).toContain(
      'Municipality;Loans 2026;Loans 2025',
    );
    expect((await download({ format: 'csv' })).text).toContain('Kommun;Utlån 2026;Utlån 2025');
  });
});

describe('figures', () => {
  it('are for staff only', async () => {
    const teacher = await signIn(app, { role: 'teacher' });
    for (const [person, status] of [
      [teacher, 403],
      [nobody(app), 401],
    ] as const) {
      expect((await person.get('/api/statistics/loans', { year: 2026, by: 'month' })).status).toBe(status);
      expect((await person.get('/api/reports/loans/2026', { format: 'csv' })).status).toBe(status);
    }
  });

  it.each([
    ['/api/statistics/loans', { year: 'all', by: 'month' }],
    ['/api/statistics/loans', { year: 2026 }],
    ['/api/statistics/loans', { year: 2026, by: 'borrower' }],
    ['/api/statistics/loans', { year: 2026, 'by[$ne]': 'month' }],
    ['/api/statistics/loans', { year: 2026, by: 'month', municipality: '0881' }],
    ['/api/reports/loans/1999', { format: 'csv' }],
    ['/api/reports/loans/2026', { format: 'pdf' }],
    ['/api/reports/loans/2026', {}],
  ])('are refused at %s %j', async (path, query) => {
    expect((await staff.get(path, query)).status).toBe(400);
  });
});

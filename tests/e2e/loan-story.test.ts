import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { chooseDays } from './choose-days.ts';
import { subjectsAbout } from './outbox.ts';
import { scan, unitsAtHome } from './scan.ts';
import { signIn, somebodyElse } from './sign-in.ts';

const today = /\/personal\/idag/;

async function lookUpModel(page: Page, name: string): Promise<void> {
  await page.goto('/utrustning');
  await expectAccessible(page);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function loansOfYear(page: Page, year: string): Promise<number> {
  const answer = await page.request.get(`/api/statistics/loans?year=${year}&by=municipality`);
  return ((await answer.json()) as { total: { loans: { value: number } } }).total.loans.value;
}

test('a teacher books, staff lend and take back, the year comes out as a file', async ({ page, browser }) => {
  test.setTimeout(240_000);

  // The teacher finds BlueBots, sees which days they are free, and puts them in a basket with iPads.
  await signIn(page, 'Nils Ringborg');
  await expectAccessible(page);
  await lookUpModel(page, 'BlueBot');
  const { from } = await chooseDays(page);
  await page.getByRole('button', { name: 'Fler' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lägg i bokningen' }).click();
  await expect(page).toHaveURL(/\/bokning$/);
  await lookUpModel(page, 'iPad');
  await page.getByRole('button', { name: 'Lägg i bokningen' }).click();
  await expect(page).toHaveURL(/\/bokning$/);
  await page.getByLabel('Klass eller grupp').fill('2B 🦊');
  await page.getByLabel('Antal elever').fill('24');
  await page.getByLabel('Vad ska ni göra?').fill('Vi bygger banor på golvet.');
  await expectAccessible(page);

  // A double click books once.
  await page.getByRole('button', { name: 'Skicka bokningen' }).dblclick();
  await expect(page).toHaveURL(/\/lan\/[0-9a-f]{24}$/);
  const id = page.url().split('/').at(-1) ?? '';
  await expect(page.getByRole('heading', { level: 1, name: 'Väntar på svar' })).toBeVisible();
  const reference =
    (await page
      .getByText(/^L-\d{4}-\d{5}$/)
      .first()
      .textContent()) ?? '';
  await expectAccessible(page);

  // Staff see it on Today and grant it.
  const staff = await somebodyElse(browser, page, 'Kerstin Ahl', today);
  await expect(staff.getByText(reference).first()).toBeVisible();
  await expectAccessible(staff);
  await staff.goto(`/personal/lan/${id}`);
  const before = await loansOfYear(staff, from.slice(0, 4));
  await staff.getByRole('button', { name: /^Bevilja 2 BlueBot/ }).click();
  await expect(staff.getByText('Godkänt').first()).toBeVisible();
  await expectAccessible(staff);

  // They pack it by scanning, with no field in focus.
  const robots = await unitsAtHome(staff, 'BlueBot', 3);
  const [tablet = ''] = await unitsAtHome(staff, 'iPad', 1);
  await staff.goto(`/personal/packa/${id}`);
  await expect(staff.getByText('Skanna första saken')).toBeVisible();
  const [first = '', second = '', third = ''] = robots;
  await scan(staff, first);
  await expect(staff.getByText(/^Rätt\./).first()).toBeVisible();
  await scan(staff, 'XX-99');
  await expect(staff.getByText('Okänt nummer. Kontrollera etiketten.').first()).toBeVisible();
  await scan(staff, second);
  await scan(staff, third);
  await expect(staff.getByText(/^En för mycket/).first()).toBeVisible();
  await scan(staff, tablet);
  await expect(staff.getByRole('button', { name: /^Klar/ })).toBeEnabled();
  await expectAccessible(staff);
  await staff.getByRole('button', { name: /^Klar/ }).click();
  await expect(staff.getByText('Lådan är packad')).toBeVisible();

  // Packing list and labels are there to print; then it goes.
  for (const paper of ['packing-list', 'labels']) {
    const pdf = await staff.request.get(`/api/loans/${id}/${paper}.pdf`);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  }
  await expectAccessible(staff);
  await staff.getByRole('button', { name: 'Lådan är skickad' }).click();
  await expect(staff.getByText('På väg ut').first()).toBeVisible();

  // The teacher follows it, gets it, and sends it back.
  await page.reload();
  await page.getByRole('button', { name: 'Jag har fått lådan' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lådan är på väg tillbaka' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'På väg tillbaka' })).toBeVisible();

  // Staff receive, check the contents and close.
  await staff.goto(`/personal/lan/${id}`);
  await staff.getByRole('button', { name: 'Ta emot lådan' }).click();
  await expect(staff.getByRole('heading', { name: 'Kontrollera det som kom tillbaka' })).toBeVisible();
  await scan(staff, first);
  await expect(staff.getByText(`${first} är tillbaka.`)).toBeVisible();
  await staff.getByRole('button', { name: 'Resten är helt' }).click();
  await expectAccessible(staff);
  await staff.getByRole('button', { name: /^Spara 3 exemplar/ }).click();
  await staff.getByRole('button', { name: 'Avsluta lånet' }).click();
  await expect(staff.getByText('Avslutat').first()).toBeVisible();
  await expectAccessible(staff);

  // The teacher was told at each step.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Avslutat' })).toBeVisible();
  await expect.poll(async () => (await subjectsAbout(reference)).length).toBeGreaterThanOrEqual(5);

  // The loan counts, once, and the file says what the page says.
  const year = from.slice(0, 4);
  expect(await loansOfYear(staff, year)).toBe(before + 1);
  await staff.goto(`/personal/statistik?year=${year}`);
  await expect(staff.getByRole('row', { name: /^Totalt/ })).toContainText(new RegExp(`${before + 1}`));
  await expectAccessible(staff);
  const csv = await staff.request.get(`/api/reports/loans/${year}?format=csv&by=municipality`);
  const rows = (await csv.text())
    .trim()
    .split('\r\n')
    .map((row) => row.split(';'));
  const sum = rows.slice(1, -1).reduce((total, row) => total + Number(row[1]), 0);
  expect([sum, Number(rows.at(-1)?.[1])]).toEqual([before + 1, before + 1]);
  const xlsx = await staff.request.get(`/api/reports/loans/${year}?format=xlsx`);
  expect((await xlsx.body()).subarray(0, 2).toString()).toBe('PK');
  await staff.context().close();
});

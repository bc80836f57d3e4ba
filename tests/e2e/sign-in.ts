import { type Browser, expect, type Page } from '@playwright/test';

/** Whose login the people of the demo centre choose; those who are not here, the centre's. */
const municipalityOf: Record<string, string> = {
  'Maja Lindqvist': 'Kalmar',
  'Omar Haddad': 'Kalmar',
  'Jonas Hult': 'Kalmar',
  'Saga Ekdahl': 'Nybro',
  'Nils Ringborg': 'Torsås',
  'Petra Ask': 'Borgholm',
  'Alva Strand': 'Vimmerby',
};

/** The line of the municipality picker that somebody of the demo centre logs in by. */
export const loginOf = (name: string): string => municipalityOf[name] ?? 'AV-Media Kalmar län';

/** Logs in as somebody of the demo centre: by the picker, the development provider and SAML, as people do. */
export async function signIn(page: Page, name: string, landsOn: RegExp = /\/$/): Promise<void> {
  await page.goto('/logga-in');
  await page
    .getByRole('main')
    .getByRole('link', { name: loginOf(name), exact: true })
    .click();
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page).toHaveURL(landsOn);
}

/** Somebody else at a computer or phone of their own, of the same size as this test’s. */
export async function somebodyElse(
  browser: Browser,
  page: Page,
  name: string,
  landsOn: RegExp,
): Promise<Page> {
  const viewport = page.viewportSize();
  const context = await browser.newContext({ reducedMotion: 'reduce', ...(viewport ? { viewport } : {}) });
  const other = await context.newPage();
  await signIn(other, name, landsOn);
  return other;
}

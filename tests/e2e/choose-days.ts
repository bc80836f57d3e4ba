import { expect, type Page } from '@playwright/test';

/**
 * Presses the first free day that the month calendar shows, going on to later months where there is none, and the next
 * free one after it. @returns both civil dates
 */
export async function chooseDays(page: Page): Promise<{ from: string; to: string }> {
  const calendar = page.getByRole('region', { name: 'Kalender' });
  for (let month = 0; month < 6; month += 1) {
    await expect(calendar.getByRole('table')).toHaveAttribute('aria-busy', 'false');
    const free = calendar.locator('button[data-kind="free"]');
    const dates = await free.evaluateAll((days) => days.map((day) => day.getAttribute('data-date') ?? ''));
    const [from, to] = dates;
    if (from && to) {
      await calendar.locator(`[data-date="${from}"]`).click();
      await calendar.locator(`[data-date="${to}"]`).click();
      return { from, to };
    }
    await calendar.getByRole('button', { name: 'Nästa månad' }).click();
  }
  throw new Error('no two free days in half a year');
}

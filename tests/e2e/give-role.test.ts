import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { signIn, somebodyElse } from './sign-in.ts';

test(
  'an administrator gives a role, which holds from the next login, and takes it back, which holds at once',
  { tag: '@once' },
  async ({ page, browser }) => {
    test.setTimeout(180_000);
    const saga = await somebodyElse(browser, page, 'Saga Ekdahl', /\/$/);
    await signIn(page, 'Vera Norlin', /idag/);
    await page.getByRole('link', { name: 'Personer', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Sök namn eller konto' }).fill('ekdahl');
    const row = page.getByRole('row', { name: /^Saga Ekdahl/ });
    await row.getByRole('button', { name: 'Ändra roll för Saga Ekdahl' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Personal på mediecentralen/ }).check();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Ge rollen' }).click();
    await expect(row).toContainText('given av mediecentralen – gäller från nästa inloggning');
    expect((await saga.request.get('/api/today')).status()).toBe(403);

    const sagaAsStaff = await somebodyElse(browser, page, 'Saga Ekdahl', /idag/);
    await page.reload();
    await row.getByRole('button', { name: 'Ändra roll för Saga Ekdahl' }).click();
    await dialog.getByRole('radio', { name: /^Ingen/ }).check();
    await expect(dialog).toContainText('loggas ut genast');
    await dialog.getByRole('button', { name: 'Ta tillbaka' }).click();
    await expect(row).toContainText('enligt inloggningens regler');
    expect((await sagaAsStaff.request.get('/api/me')).status()).toBe(401);
    // Where she was a teacher all the time she still is.
    expect((await saga.request.get('/api/me')).status()).toBe(200);
    await page.getByRole('link', { name: 'Logg', exact: true }).click();
    await expect(page.getByRole('row', { name: /gav en roll/ }).first()).toContainText('Vera Norlin');
  },
);

import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { loginOf, signIn } from './sign-in.ts';

test('whoever is not logged in comes to the login page, and from there to where they wanted', async ({
  page,
}) => {
  await page.goto('/mina-lan');
  await expect(page).toHaveURL(/\/logga-in/);
  await expectAccessible(page);
  await page
    .getByRole('main')
    .getByRole('link', { name: loginOf('Maja Lindqvist'), exact: true })
    .click();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Maja Lindqvist/ }).click();
  await expect(page).toHaveURL(/\/mina-lan$/);
});

test('a pupil is told in plain words that nothing can be borrowed', async ({ page }) => {
  await signIn(page, 'Alva Strand', /./);
  await expect(page.getByRole('heading', { name: 'Här finns inget för ditt konto ännu' })).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get('/api/loans')).status()).toBe(403);
  await expect(page.getByRole('link', { name: 'Mina lån' })).toHaveCount(0);
  await page.goto('/mina-lan');
  await expect(page).toHaveURL(/\/$/);
});

test('a teacher does not get in where staff work', { tag: '@once' }, async ({ page }) => {
  await signIn(page, 'Maja Lindqvist');
  await page.goto('/personal/idag');
  await expect(page.getByRole('heading', { level: 1, name: /^[A-Z][a-zåäö]+ \d+ [a-z]+$/ })).toHaveCount(0);
  expect((await page.request.get('/api/today')).status()).toBe(403);
});

test('staff who are no administrators are led back to their work', { tag: '@once' }, async ({ page }) => {
  await signIn(page, 'Tomas Blad', /idag/);
  for (const path of ['/personal/inloggning', '/personal/personer', '/personal/logg']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/personal\/idag$/);
  }
});

test('logging out ends it, and the back button shows nothing', { tag: '@once' }, async ({ page }) => {
  await signIn(page, 'Omar Haddad');
  await page.goto('/mina-lan');
  await page.getByRole('button', { name: /ditt konto/ }).click();
  await page.getByRole('menuitem', { name: 'Logga ut' }).click();
  await expect(page).toHaveURL(/\/logga-in/);
  await page.goBack();
  await expect(page).toHaveURL(/\/logga-in/);
});

test('a login that came to nothing says so in one sentence with a number to name', async ({ page }) => {
  await page.goto('/logga-in?fel=attempt_expired&nummer=7K2M');
  await expect(page.getByRole('alert')).toContainText('Inloggningen tog för lång tid. Försök igen.');
  await expect(page.getByRole('alert')).toContainText('7K2M');
  await expectAccessible(page);
});

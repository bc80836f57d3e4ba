import { expect, test } from '@playwright/test';
import { scan, unitsAtHome } from './scan.ts';
import { signIn } from './sign-in.ts';

test(
  'scans wait while the network is away and are sent when it is back',
  { tag: '@once' },
  async ({ page, context }) => {
    await signIn(page, 'Tomas Blad', /idag/);
    const answer = await page.request.get('/api/loans?state=approved&limit=50');
    const { items } = (await answer.json()) as { items: { id: string; lines: { modelName: string }[] }[] };
    const loan = items[0];
    const name = loan?.lines[0]?.modelName ?? '';
    const [code = ''] = await unitsAtHome(page, name, 1);
    await page.goto(`/personal/packa/${loan?.id}`);
    await expect(page.getByText('Skannern lyssnar').first()).toBeVisible();
    await context.setOffline(true);
    await scan(page, code);
    await expect(page.getByText(/1 skanning väntar/)).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(/1 skanning väntar/)).toHaveCount(0);
    await expect(page.getByText(/^Rätt/).first()).toBeVisible();
    // Taken out again with the key that undoes, so that the box is as it was.
    await page.keyboard.press('z');
    await expect(page.getByText(/^Uttagen ur lådan/).first()).toBeVisible();
  },
);

import { type APIRequestContext, expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { chooseDays } from './choose-days.ts';
import { signIn, somebodyElse } from './sign-in.ts';

type Me = { csrfToken: string; account: { schoolUnits: { id: string }[] } };

/** Books over the same HTTP that the pages use. */
async function book(
  request: APIRequestContext,
  modelId: string,
  quantity: number,
  days: { from: string; to: string },
) {
  const { csrfToken, account } = (await (await request.get('/api/me')).json()) as Me;
  return request.post('/api/loans', {
    headers: { 'x-csrf-token': csrfToken },
    data: {
      requestId: crypto.randomUUID(),
      schoolUnitId: account.schoolUnits[0]?.id,
      ...days,
      lines: [{ modelId, quantity }],
      delivery: 'pickup',
    },
  });
}

test(
  'when someone was first, a teacher sees the ways out, loses nothing and books what is left',
  { tag: '@once' },
  async ({ page, browser }) => {
    test.setTimeout(180_000);
    await signIn(page, 'Saga Ekdahl');
    await page.goto('/utrustning');
    await page.getByRole('link', { name: 'Animationslåda', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Animationslåda' })).toBeVisible();
    const modelId = page.url().split('/').at(-1) ?? '';
    const days = await chooseDays(page);
    await page.getByRole('button', { name: 'Fler' }).click();
    await page.getByRole('button', { name: 'Lägg i bokningen' }).click();
    await page.getByLabel('Klass eller grupp').fill('Blåsippan');
    await page.getByLabel('Antal elever').fill('14');
    await expect(page.getByText('Båda är lediga')).toBeVisible();

    // Meanwhile others take all but one.
    const colleague = await somebodyElse(browser, page, 'Petra Ask', /\/$/);
    for (let taken = await freeOf(); taken > 1; taken = await freeOf())
      expect((await book(colleague.request, modelId, 1, days)).status()).toBe(201);
    async function freeOf(): Promise<number> {
      const answer = await page.request.get(
        `/api/equipment-models?from=${days.from}&to=${days.to}&limit=100`,
      );
      const { items } = (await answer.json()) as { items: { id: string; free: number }[] };
      const model = items.find(({ id }) => id === modelId);
      if (!model) throw new Error('the model is not in the list');
      return model.free;
    }

    await page.getByRole('button', { name: 'Skicka bokningen' }).click();
    const waysOut = page.getByRole('group', { name: 'Lösningar för Animationslåda' });
    await expect(waysOut).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByLabel('Klass eller grupp')).toHaveValue('Blåsippan');
    await waysOut.getByRole('button', { name: 'Ta 1' }).click();
    await page.getByRole('button', { name: 'Skicka bokningen' }).click();
    await expect(page).toHaveURL(/\/lan\/[0-9a-f]{24}$/);
    await expect(page.getByRole('heading', { name: '1 Animationslåda' })).toBeVisible();
  },
);

test(
  'when a colleague was first, staff see how it is now and what they wrote is still there',
  { tag: '@once' },
  async ({ page, browser }) => {
    test.setTimeout(120_000);
    await signIn(page, 'Kerstin Ahl', /idag/);
    const teacher = await somebodyElse(browser, page, 'Petra Ask', /\/$/);
    await teacher.goto('/utrustning');
    await teacher.getByRole('link', { name: 'Dokumentkamera', exact: true }).click();
    await expect(teacher.getByRole('heading', { level: 1, name: 'Dokumentkamera' })).toBeVisible();
    const modelId = teacher.url().split('/').at(-1) ?? '';
    const booked = await book(teacher.request, modelId, 1, await chooseDays(teacher));
    expect(booked.status(), await booked.text()).toBe(201);
    const { id, version } = (await booked.json()) as { id: string; version: number };
    await page.goto(`/personal/lan/${id}`);
    await page.getByRole('textbox', { name: /Meddelande till låntagaren/ }).fill('Ta med egen sladd.');
    const colleague = await somebodyElse(browser, page, 'Tomas Blad', /idag/);
    const { csrfToken } = (await (await colleague.request.get('/api/me')).json()) as Me;
    const rejected = await colleague.request.post(`/api/loans/${id}/reject`, {
      headers: { 'x-csrf-token': csrfToken },
      data: { version, message: 'Kameran är på service.' },
    });
    expect(rejected.status()).toBe(200);
    await page.getByRole('button', { name: /^Bevilja/ }).click();
    await expect(page.getByText('Någon hann före').first()).toBeVisible();
    await expectAccessible(page);
  },
);

import { expect, type Page } from '@playwright/test';

/**
 * What a hand scanner does: the code as keys and Enter, with no field in focus. The keys are made in the page, for a busy
 * machine sends them from outside no faster than a person types.
 */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    (document.activeElement as HTMLElement | null)?.blur();
    for (const key of text.split('').concat('Enter'))
      for (const type of ['keydown', 'keyup'])
        document.body.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
  }, code);
}

type Unit = { inventoryNumber: string; loan?: unknown };

/** Inventory numbers of units of a model that are at home and whole, as the page of a colleague would show them. */
export async function unitsAtHome(page: Page, modelName: string, count: number): Promise<string[]> {
  const models = await page.request.get('/api/equipment-models?limit=100');
  const { items } = (await models.json()) as { items: { id: string; name: string }[] };
  const model = items.find(({ name }) => name === modelName);
  const answer = await page.request.get(`/api/units?modelId=${model?.id}&state=available&limit=200`);
  const units = ((await answer.json()) as { items: Unit[] }).items.filter(({ loan }) => !loan);
  expect(units.length, `${modelName} at home`).toBeGreaterThanOrEqual(count);
  return units.slice(-count).map(({ inventoryNumber }) => inventoryNumber);
}

import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './accessible.ts';
import { signIn } from './sign-in.ts';

type First = { items: { id: string }[] };

async function firstOf(page: Page, list: string): Promise<string> {
  const answer = await page.request.get(list);
  return ((await answer.json()) as First).items[0]?.id ?? '';
}

async function teachersPages(page: Page): Promise<string[]> {
  const model = await firstOf(page, '/api/equipment-models?limit=1');
  const loan = await firstOf(page, '/api/loans?limit=1');
  return [
    '/',
    '/utrustning',
    '/utrustning?q=xyzzy',
    `/utrustning/${model}`,
    '/bokning',
    '/mina-lan',
    `/lan/${loan}`,
    '/ingenting',
  ];
}

async function staffPages(page: Page): Promise<string[]> {
  const model = await firstOf(page, '/api/equipment-models?limit=1');
  const unit = await firstOf(page, '/api/units?limit=1');
  const asked = await firstOf(page, '/api/loans?limit=1&state=approved');
  const ended = await firstOf(page, '/api/loans?limit=1&state=closed');
  return [
    '/personal/idag',
    '/personal/idag?queue=overdue',
    '/personal/lan',
    '/personal/lan/nytt',
    `/personal/lan/${asked}`,
    `/personal/lan/${ended}`,
    '/personal/packa',
    `/personal/packa/${asked}`,
    '/personal/utrustning',
    '/personal/utrustning/ny',
    `/personal/utrustning/${model}`,
    `/personal/exemplar/${unit}`,
    '/personal/skolor',
    '/personal/kalendrar',
    '/personal/statistik',
  ];
}

async function administratorsPages(page: Page): Promise<string[]> {
  const answer = await page.request.get('/api/providers?limit=1');
  const { items } = (await answer.json()) as { items: { key: string }[] };
  return [
    '/personal/inloggning',
    '/personal/inloggning/ny',
    `/personal/inloggning/${items[0]?.key}`,
    '/personal/personer',
    '/personal/logg',
    '/konto',
    '/personuppgifter',
  ];
}

/** What the browser kept a page from doing, by the content security policy that the pages are sent with. */
function forbiddenTo(page: Page): string[] {
  const forbidden: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy'))
      forbidden.push(`${page.url()}: ${message.text()}`);
  });
  return forbidden;
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

const people = [
  { who: 'a teacher', name: 'Maja Lindqvist', landsOn: /\/$/, pages: teachersPages },
  { who: 'an administrator', name: 'Vera Norlin', landsOn: /idag/, pages: administratorsPages },
  { who: 'staff', name: 'Tomas Blad', landsOn: /idag/, pages: staffPages },
];

for (const { who, name, landsOn, pages } of people) {
  for (const scheme of ['light', 'dark'] as const) {
    const tag = scheme === 'dark' ? ['@once'] : [];
    test(`every page of ${who} can be used by everyone, in the ${scheme}`, { tag }, async ({ page }) => {
      test.setTimeout(300_000);
      const forbidden = forbiddenTo(page);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await signIn(page, name, landsOn);
      for (const path of await pages(page)) {
        await visit(page, path);
        await expectAccessible(page);
      }
      expect(forbidden).toEqual([]);
    });
  }

  test(
    `no page of ${who} reaches beyond 320 pixels, in English either`,
    { tag: '@once' },
    async ({ page }) => {
      test.setTimeout(240_000);
      await page.setViewportSize({ width: 320, height: 640 });
      await signIn(page, name, landsOn);
      await page.evaluate(() => localStorage.setItem('mediecentral.language', 'en'));
      for (const path of await pages(page)) {
        await visit(page, path);
        await expectNoOverflow(page);
        expect(await page.locator('html').getAttribute('lang'), path).toBe('en');
      }
    },
  );
}

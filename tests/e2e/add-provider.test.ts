import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { type MunicipalityProvider, startMunicipalityProvider } from './municipality-provider.ts';
import { signIn } from './sign-in.ts';

let municipality: MunicipalityProvider;
test.beforeAll(async ({ baseURL }) => {
  municipality = await startMunicipalityProvider(String(baseURL));
});
test.afterAll(() => municipality.close());

/** Goes through a test login as somebody of the municipality, and comes back to its result. */
async function tryAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Provlogga in' }).click();
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page).toHaveURL(/attempt=[0-9a-f]{40}/);
}
const row = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Uppgifter som kom' }).getByRole('row', { name: new RegExp(`^${name}`) });

test(
  'an administrator takes up a municipality from its metadata, tries it, and sees what fails and why',
  { tag: '@once' },
  async ({ page }) => {
    test.setTimeout(180_000);
    await signIn(page, 'Vera Norlin', /idag/);
    await page.getByRole('link', { name: 'Inloggning', exact: true }).click();
    await page.getByRole('link', { name: 'Lägg till' }).click();
    await page.getByLabel('Eller klistra in').fill(municipality.metadata);
    await page.getByRole('button', { name: 'Visa vad det blir' }).click();
    await expect(page.getByText('Ett certifikat går snart ut.')).toBeVisible();
    await expect(page.getByText(municipality.entityId, { exact: true })).toBeVisible();
    await expectAccessible(page);

    // What the rules would give is seen before anything is saved.
    await page.getByLabel('anknytning').fill('employee@provkommun.example');
    await expect(page.getByText(/^Får rollen lärare/)).toBeVisible();
    await page.getByRole('button', { name: 'Spara inloggningen' }).click();
    await expect(page).toHaveURL(/\/personal\/inloggning\/provkommun$/);
    await expect(page.getByRole('heading', { level: 2, name: 'Provkommun', exact: true })).toBeVisible();
    await expect(page.getByText(/^Certifikatet går ut .*, om 14 dagar\.$/)).toBeVisible();

    await tryAs(page, 'Petter');
    await expect(row(page, 'eduPersonPrincipalName')).toContainText('petter.prov@provkommun.example');
    await expect(row(page, 'eduPersonScopedAffiliation')).toContainText('employee@provkommun.example');
    await expect(row(page, 'sisSchoolUnitCode')).toContainText('99999999 okänd skola');
    await expect(row(page, 'mail')).toContainText('saknas');
    await expect(page.getByText('Får rollen lärare')).toBeVisible();
    await expectAccessible(page);

    await tryAs(page, 'Frida');
    const refusal = page.getByRole('alert');
    await expect(refusal).toContainText(/Nummer i loggen: \S+/);
    await expect(refusal).toContainText('Ditt konto hör till en annan huvudman.');
    await expect(row(page, 'eduPersonPrincipalName')).toContainText('frida.prov@grannen.example');
    await expectAccessible(page);
    // Whoever tries logs nobody else in.
    await expect(page.getByRole('link', { name: 'Logg', exact: true })).toBeVisible();

    await page.getByRole('link', { name: 'Ändra', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ändra Provkommun' })).toBeVisible();
    await page.getByRole('switch', { name: 'Det går att logga in här' }).uncheck();
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await expect(page.getByText('Sparat')).toBeVisible();
    await page.goto('/personal/inloggning/provkommun');
    await expect(page.getByText('Avstängd. Ingen kan logga in här förrän den slås på igen.')).toBeVisible();
  },
);

test(
  'our own metadata is copied for a municipality',
  { tag: '@once' },
  async ({ page, context, baseURL }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, 'Vera Norlin', /idag/);
    await page.goto('/personal/inloggning');
    await page.getByRole('button', { name: 'Vår metadata' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Kopiera Metadata' }).click();
    await expect(dialog.getByText('Kopierat.')).toBeVisible();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address).toBe(`${baseURL}/saml/metadata`);
    const metadata = await page.request.get(address);
    expect(await metadata.text()).toContain(`entityID="${baseURL}/saml/metadata"`);
    await expectAccessible(page);
  },
);

import type { TestResult } from '@mediecentral/contracts';
import { screen, within } from '@testing-library/react';
import { idOf, usualAnswer } from '../../testing/answers.ts';
import { certificate, provider } from '../../testing/provider-answers.ts';
import { type Answer, renderPage } from '../../testing/render-page.tsx';
import { ProviderPanel } from './provider-panel.tsx';

const attempt = 'c'.repeat(40);
const succeeded: TestResult = {
  state: 'succeeded',
  steps: [
    { step: 'signature', outcome: 'passed' },
    { step: 'scope', outcome: 'passed' },
  ],
  attributes: [
    { name: 'eduPersonPrincipalName', known: true, values: ['prov01@nybro.se'] },
    { name: 'sisSchoolUnitCode', known: true, values: ['12345678', '99999999'] },
  ],
  role: 'teacher',
  schoolUnits: [{ id: idOf(901), name: 'Norrängsskolan' }],
  unknownSchoolUnitCodes: ['99999999'],
};
const refused: TestResult = {
  ...succeeded,
  state: 'refused',
  failure: 'wrong_scope',
  reference: '8f21ab03c9d1',
  reason: { check: 'scope', detail: 'The scope torsas.se is not one of the provider’s.' },
  steps: [
    { step: 'signature', outcome: 'passed' },
    { step: 'scope', outcome: 'failed' },
    { step: 'replay', outcome: 'not_reached' },
  ],
};

function open(
  at: string,
  { shown = provider('Nybro'), result }: { shown?: object; result?: TestResult } = {},
) {
  return renderPage(<ProviderPanel />, {
    path: '/personal/inloggning/:key',
    at,
    answers: (sent): Answer => {
      if (sent.path === '/api/providers/nybro') return { body: shown };
      if (sent.path === '/api/providers/nybro/test-result') return { body: result };
      return usualAnswer(sent);
    },
  });
}

describe('the page of a provider', () => {
  it('says when the last certificate goes out, and what to do about it', async () => {
    const certificates = [{ ...certificate, notAfter: '2026-03-14T10:00:00.000Z' }];
    open('/personal/inloggning/nybro', { shown: provider('Nybro', { certificates, state: 'expiring' }) });
    expect(await screen.findByText('Certifikatet går ut 14 mars, om 12 dagar.')).toBeTruthy();
    expect(screen.getByText(/Be kommunens it-avdelning/)).toBeTruthy();
  });

  it('names the check and the number of the latest refusal, until somebody has logged in again', async () => {
    const lastRefusal = { at: '2026-03-02T10:00:00.000Z', check: 'scope', reference: '8f21ab03c9d1' };
    open('/personal/inloggning/nybro', { shown: provider('Nybro', { lastRefusal }) });
    expect(await screen.findByText('Kontroll: scope. Nummer i loggen: 8f21ab03c9d1.')).toBeTruthy();
  });

  it('shows what a test login brought, the role it gives, and what was missing', async () => {
    open(`/personal/inloggning/nybro?attempt=${attempt}`, { result: succeeded });
    expect(await screen.findByText('Får rollen lärare')).toBeTruthy();
    expect(screen.getByText('Hör till Norrängsskolan.')).toBeTruthy();
    const mail = screen.getByRole('rowheader', { name: 'mail' }).closest('tr');
    expect(within(mail as HTMLElement).getByText('saknas')).toBeTruthy();
    expect(screen.getByText('Skolenhetskod som ingen skola har här: 99999999.')).toBeTruthy();
    expect(screen.getByText('Utan e-post skickas inga påminnelser.')).toBeTruthy();
  });

  it('names the check that a test login failed at, with its number', async () => {
    open(`/personal/inloggning/nybro?attempt=${attempt}`, { result: refused });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Stannade vid scope: The scope torsas.se');
    expect(alert.textContent).toContain('8f21ab03c9d1');
    const failed = screen.getByText('Får tala för den domänen').closest('li');
    expect(failed?.textContent).toContain('underkänd');
    expect(screen.getByText('Inte använt förut').closest('li')?.textContent).toContain('prövades inte');
  });

  it('asks for no result when the address holds no attempt that the api could have given', async () => {
    const { sent } = open('/personal/inloggning/nybro?attempt=x');
    await screen.findByRole('heading', { name: 'Nybro' });
    expect(sent.some(({ path }) => path.endsWith('/test-result'))).toBe(false);
  });
});

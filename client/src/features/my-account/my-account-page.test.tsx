import type { OwnSession } from '@mediecentral/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { idOf, problem, teacher, usualAnswer } from '../../testing/answers.ts';
import { type Answer, renderPage, type Sent } from '../../testing/render-page.tsx';
import { MyAccountPage } from './my-account-page.tsx';

const session = (number: number, current: boolean): OwnSession => ({
  id: idOf(number),
  current,
  startedAt: `2026-03-0${number}T07:12:00.000Z`,
  lastUsedAt: '2026-03-02T09:10:00.000Z',
  endsAt: '2026-03-02T17:10:00.000Z',
});

function open(more: (sent: Sent) => Answer = () => undefined) {
  let sessions = [session(2, true), session(1, false)];
  return renderPage(<MyAccountPage />, {
    path: '/konto',
    answers: (sent) => {
      if (sent.path === '/api/me/sessions') return { body: { items: sessions, total: sessions.length } };
      if (sent.method === 'DELETE' && sent.path.startsWith('/api/me/sessions/')) {
        sessions = sessions.filter(({ id }) => !sent.path.endsWith(id));
        return { status: 204 };
      }
      return more(sent) ?? usualAnswer(sent);
    },
  });
}

const deleteAccount = async ({ user }: ReturnType<typeof open>) => {
  await user.click(await screen.findByRole('button', { name: 'Ta bort kontot' }));
  await user.click(await screen.findByRole('button', { name: 'Ta bort för alltid' }));
};

describe('one’s own account', () => {
  it('says what is known of the person', async () => {
    open();
    const known = within(await screen.findByRole('region', { name: 'Det här vet vi om dig' }));
    expect(known.getByText(teacher.displayName)).toBeTruthy();
    expect(known.getByText('Norrängsskolan')).toBeTruthy();
  });

  it('ends a session elsewhere, and offers no such button for this one', async () => {
    const { user } = open();
    const [end, ...more] = await screen.findAllByRole('button', { name: /^Avsluta/ });
    expect(more).toEqual([]);
    expect(end?.getAttribute('aria-label')).toBe('Avsluta inloggningen från sön 1 mars kl. 8.12');
    await user.click(end as HTMLElement);
    expect(await screen.findByText('Du är bara inloggad här.')).toBeTruthy();
    expect(screen.queryByText('En annan webbläsare')).toBeNull();
  });

  it('gives everything as a file', async () => {
    open();
    const link = await screen.findByRole('link', { name: 'Hämta som fil' });
    expect(link.getAttribute('href')).toBe('/api/me/data');
  });

  it('is not deleted while loans are open, and shows the way to them', async () => {
    const page = open(({ method, path }) =>
      method === 'DELETE' && path === '/api/me' ? problem('in_use', 409) : undefined,
    );
    await deleteAccount(page);
    expect((await screen.findByRole('alert')).textContent).toContain('Du har lån på gång');
    expect(screen.getByRole('link', { name: 'Till dina lån' }).getAttribute('href')).toBe('/mina-lan');
  });

  it('is deleted only after a second thought, and leaves nothing of the person on the screen', async () => {
    const page = open(({ method, path }) =>
      method === 'DELETE' && path === '/api/me' ? { status: 204 } : undefined,
    );
    await page.user.click(await screen.findByRole('button', { name: 'Ta bort kontot' }));
    await page.user.click(await screen.findByRole('button', { name: 'Låt vara' }));
    expect(page.sent.some(({ method }) => method === 'DELETE')).toBe(false);
    await deleteAccount(page);
    expect(await screen.findByText('Ditt konto är borttaget.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(teacher.displayName)).toBeNull());
  });
});

import type { ManagedAccount } from '@mediecentral/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { idOf, problem, teacher, usualAnswer } from '../../testing/answers.ts';
import { type Answer, renderPage, type Sent } from '../../testing/render-page.tsx';
import { PeoplePage } from './people-page.tsx';

const person = (number: number, displayName: string, more: Partial<ManagedAccount> = {}): ManagedAccount => ({
  id: idOf(number),
  displayName,
  eppn: `${displayName.toLowerCase()}@kalmar.se`,
  role: 'teacher',
  byRules: 'teacher',
  provider: 'https://idp.kalmar.example',
  providerName: 'Kalmar',
  lastLoginAt: '2026-03-02T08:00:00.000Z',
  ...more,
});

const everyone = [
  person(1, 'Maja'),
  person(2, 'Kerstin', { role: 'staff', granted: 'staff' }),
  person(3, 'Tomas', { granted: 'admin' }),
  person(4, 'Vera', { role: 'admin', byRules: 'admin' }),
];

const open = (change: (sent: Sent) => Answer = () => problem('not_found', 404), at = '/personal/personer') =>
  renderPage(<PeoplePage />, {
    path: '/personal/personer',
    at,
    answers: (sent): Answer => {
      if (sent.method !== 'GET') return change(sent);
      if (sent.path === '/api/accounts') {
        const q = sent.query.get('q') ?? '';
        const items = everyone.filter(({ displayName }) => displayName.toLowerCase().startsWith(q));
        return { body: { items, total: items.length } };
      }
      if (sent.path === '/api/identity-providers')
        return { body: { items: [{ key: 'kalmar', name: 'Kalmar', development: false }], total: 1 } };
      if (sent.path === '/api/me')
        return { body: { account: { ...teacher, role: 'admin', id: idOf(1) }, csrfToken: 'token' } };
      return usualAnswer(sent);
    },
  });

const rowOf = async (name: string) => {
  const row = (await screen.findByRole('rowheader', { name: new RegExp(`^${name}`) })).closest('tr');
  if (!row) throw new Error(`${name} has no row`);
  return row;
};
const changes = (sent: Sent[]) => sent.filter(({ method }) => method !== 'GET');

describe('the list of people', () => {
  it('says which role each has, what gave it, and what waits for the next login', async () => {
    open();
    expect((await rowOf('Kerstin')).textContent).toContain(
      'Personal på mediecentralengiven av mediecentralen',
    );
    expect((await rowOf('Tomas')).textContent).toContain('Administratör');
    expect((await rowOf('Tomas')).textContent).toContain('gäller från nästa inloggning');
    expect((await rowOf('Vera')).textContent).toContain('enligt inloggningens regler');
    expect(screen.getByText('4 personer')).toBeTruthy();
  });

  it('offers nobody their own role, nor a role beside the highest', async () => {
    open();
    await screen.findByText('Det är du');
    expect(within(await rowOf('Maja')).queryByRole('button')).toBeNull();
    expect(within(await rowOf('Vera')).queryByRole('button')).toBeNull();
  });

  it('is searched, and holds the search in its address', async () => {
    const { user, sent, router } = open();
    await user.type(await screen.findByRole('searchbox', { name: 'Sök namn eller konto' }), 'ker');
    await waitFor(() => expect(screen.getByText('1 person')).toBeTruthy());
    await user.selectOptions(screen.getByLabelText('Roll'), 'staff');
    await waitFor(() => expect(sent.at(-1)?.query.get('role')).toBe('staff'));
    expect(router.state.location.search).toBe('?q=ker&role=staff');
  });

  it('leads on from a search without a result', async () => {
    const { user } = open(undefined, '/personal/personer?q=xyz');
    await user.click(await screen.findByRole('button', { name: 'Visa alla' }));
    expect(await rowOf('Kerstin')).toBeTruthy();
  });
});

describe('giving a role', () => {
  it('asks first, says what happens, and can be undone', async () => {
    const { user, sent } = open(({ body }) => ({
      body: { ...everyone[2], granted: (body as { role: string }).role },
    }));
    await user.click(await screen.findByRole('button', { name: 'Ändra roll för Tomas' }));
    const dialog = await screen.findByRole('dialog');
    const confirm = () => within(dialog).getByRole('button', { name: /^(Ge rollen|Ta tillbaka)$/ });
    expect(confirm()).toHaveProperty('disabled', true);
    await user.click(within(dialog).getByRole('radio', { name: /^Ingen/ }));
    expect(dialog.textContent).toContain('loggas ut genast');
    await user.click(confirm());
    await user.click(await screen.findByRole('button', { name: 'Ångra' }));
    await waitFor(() => expect(changes(sent)).toHaveLength(2));
    expect(changes(sent).map(({ path, body }) => [path, body])).toEqual([
      [`/api/accounts/${idOf(3)}/role`, { role: 'pupil' }],
      [`/api/accounts/${idOf(3)}/role`, { role: 'admin' }],
    ]);
  });

  it('by name tells what is wrong with the name where it stands, and keeps what was written', async () => {
    let refuse = true;
    const { user, sent } = open(() =>
      refuse
        ? problem('invalid_request', 400, { errors: [{ path: '/eppn', code: 'wrong_scope', message: '' }] })
        : { status: 204 },
    );
    await user.click(await screen.findByRole('button', { name: 'Ge någon en roll' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Ge rollen' }));
    expect(within(dialog).getAllByText(/Fyll i det här|Skriv hela kontot/)).toHaveLength(2);
    await user.selectOptions(within(dialog).getByLabelText('Loggar in hos'), 'kalmar');
    const name = within(dialog).getByLabelText<HTMLInputElement>('Konto i skolan');
    await user.type(name, 'ny@nybro.se');
    await user.click(within(dialog).getByRole('button', { name: 'Ge rollen' }));
    expect(await within(dialog).findByText(/inga konton som slutar så/)).toBeTruthy();
    expect(name.value).toBe('ny@nybro.se');
    refuse = false;
    await user.clear(name);
    await user.type(name, 'ny@kalmar.se');
    await user.click(within(dialog).getByRole('button', { name: 'Ge rollen' }));
    expect(await screen.findByText('ny@kalmar.se får rollen vid nästa inloggning.')).toBeTruthy();
    expect(changes(sent).at(-1)?.body).toEqual({ idp: 'kalmar', eppn: 'ny@kalmar.se', role: 'staff' });
  });
});

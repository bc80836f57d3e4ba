import { keptThings, type RegisterEntry } from '@mediecentral/contracts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { problem, teacher, usualAnswer } from '../../testing/answers.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { RegisterPage } from './register-page.tsx';

const entry = (thing: RegisterEntry['thing'], kept: RegisterEntry['kept']): RegisterEntry => ({
  thing,
  people: ['pupils', 'teachers'],
  data: ['displayName'],
  purpose: 'log_in',
  kept,
});

const kept = (months: number) => [entry('loan_borrower', { kind: 'months', months, since: 'closed' })];

const open = (entries: RegisterEntry[], isLoggedIn = true) =>
  renderPage(<RegisterPage />, {
    path: '/personuppgifter',
    answers: (sent) => {
      if (sent.path === '/api/register') return { body: { entries } };
      if (sent.path === '/api/me' && !isLoggedIn) return problem('not_logged_in', 401);
      return usualAnswer(sent);
    },
  });

describe('the register of what is kept', () => {
  it('says whose, why and how long, in words for each kind of time', async () => {
    open([
      entry('login_attempt', { kind: 'minutes', minutes: 10 }),
      entry('session', { kind: 'hours', hours: 1 }),
      entry('pupil_account', { kind: 'months', months: 6, since: 'last_login' }),
      entry('teacher_account', { kind: 'while_account' }),
    ]);
    expect((await screen.findByText('Elevers konton')).closest('li')?.textContent).toContain(
      '6 månader efter senaste inloggningen',
    );
    expect(screen.getByText('10 minuter')).toBeTruthy();
    expect(screen.getByText('1 timme')).toBeTruthy();
    expect(screen.getByText('Så länge kontot finns')).toBeTruthy();
    expect(screen.getAllByText('elever, lärare')).toHaveLength(4);
  });

  it('has words for everything that the contracts name', async () => {
    open(keptThings.map((thing) => entry(thing, { kind: 'always' })));
    await screen.findAllByText('Tills vidare');
    expect(document.body.textContent).not.toContain('register.');
    expect(screen.getAllByRole('listitem')).toHaveLength(keptThings.length);
  });

  it('lets the centre, and nobody else, choose how long closed loans have a borrower', async () => {
    open(kept(12));
    await screen.findByText('12 månader efter att lånet avslutades');
    expect(screen.queryByLabelText('Månader som namnen står kvar')).toBeNull();
    cleanup();
    const { user, sent } = renderPage(<RegisterPage />, {
      path: '/personuppgifter',
      answers: (asked) => {
        if (asked.path === '/api/me')
          return { body: { account: { ...teacher, role: 'staff' }, csrfToken: 'token' } };
        if (asked.path === '/api/register') return { body: { entries: kept(12) } };
        if (asked.path === '/api/register/loan-borrower') return { body: { entries: kept(6) } };
        return usualAnswer(asked);
      },
    });
    const months = await screen.findByLabelText('Månader som namnen står kvar');
    await user.clear(months);
    await user.type(months, '6');
    await user.click(screen.getByRole('button', { name: 'Spara' }));
    expect(await screen.findByText('6 månader efter att lånet avslutades')).toBeTruthy();
    await waitFor(() => expect(sent.at(-1)?.body).toEqual({ months: 6 }));
  });

  it('can be read before a login, and then does not lead to an account', async () => {
    open([entry('session', { kind: 'always' })], false);
    await screen.findByText('Inloggningar');
    expect(screen.queryByRole('link', { name: 'Till ditt konto' })).toBeNull();
  });
});

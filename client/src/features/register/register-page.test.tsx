import { keptThings, type RegisterEntry } from '@mediecentral/contracts';
import { screen } from '@testing-library/react';
import { problem, usualAnswer } from '../../testing/answers.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { RegisterPage } from './register-page.tsx';

const entry = (thing: RegisterEntry['thing'], kept: RegisterEntry['kept']): RegisterEntry => ({
  thing,
  people: ['pupils', 'teachers'],
  data: ['displayName'],
  purpose: 'log_in',
  kept,
});

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

  it('can be read before a login, and then does not lead to an account', async () => {
    open([entry('session', { kind: 'always' })], false);
    await screen.findByText('Inloggningar');
    expect(screen.queryByRole('link', { name: 'Till ditt konto' })).toBeNull();
  });
});

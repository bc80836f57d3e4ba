import { screen, waitFor } from '@testing-library/react';
import { problem, usualAnswer } from '../../testing/answers.ts';
import { federation, preview, provider } from '../../testing/provider-answers.ts';
import { type Answer, renderPage, type Sent } from '../../testing/render-page.tsx';
import { NewProviderPage } from './new-provider-page.tsx';

const show = () => screen.getByRole('button', { name: 'Visa vad det blir' });

function open(answers: Partial<Record<string, Answer>>) {
  return renderPage(<NewProviderPage />, {
    path: '/personal/inloggning/ny',
    answers: (sent: Sent): Answer => {
      const given = answers[`${sent.method} ${sent.path}`];
      if (given) return given;
      if (sent.path === '/api/federation') return { body: federation };
      if (sent.path === '/api/municipalities')
        return { body: { items: [{ code: '0881', name: 'Nybro' }], total: 1 } };
      if (sent.path === '/api/role-rules/preview')
        return { body: { role: 'pupil', matched: [], withoutEffect: [] } };
      return usualAnswer(sent);
    },
  });
}

const created = (sent: Sent[]) =>
  sent.filter(({ method, path }) => method === 'POST' && path === '/api/providers');

describe('adding a provider', () => {
  it('shows what metadata says and warns of before anything is saved, and then saves what is shown', async () => {
    const { user, sent, router } = open({
      'POST /api/providers/preview': { body: preview },
      'POST /api/providers': { status: 201, body: provider('Nybro') },
    });
    await user.click(await screen.findByLabelText('Eller klistra in'));
    await user.paste(' <EntityDescriptor/> ');
    await user.click(show());
    expect(await screen.findByText('https://idp.nybro.example')).toBeTruthy();
    expect(screen.getByText(/Här finns ingen utloggning/)).toBeTruthy();
    expect(created(sent)).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Spara inloggningen' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/personal/inloggning/nybro'));
    expect(created(sent)[0]?.body).toEqual({
      key: 'nybro',
      name: 'Nybro kommun',
      municipalityCode: '0881',
      source: { metadataXml: '<EntityDescriptor/>' },
      scopes: preview.scopes,
      options: preview.options,
      roleRules: preview.roleRules,
      enabled: true,
    });
  });

  it('says why metadata was refused, and offers nothing to save', async () => {
    const { user } = open({
      'POST /api/providers/preview': problem('metadata_refused', 422, {
        errors: [{ path: '/source', code: 'no_login_by_redirect', message: 'no login by HTTP-Redirect' }],
      }),
    });
    await user.click(await screen.findByRole('radio', { name: 'Adress' }));
    await user.type(screen.getByLabelText('Adress till metadata'), 'https://idp.nybro.example/metadata');
    await user.click(show());
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Metadata har ingen inloggning med HTTP-Redirect',
    );
    expect(screen.queryByRole('button', { name: 'Spara inloggningen' })).toBeNull();
  });

  it('does not offer to save a provider that is registered already', async () => {
    const { user } = open({
      'POST /api/providers/preview': { body: { ...preview, warnings: ['already_registered'] } },
    });
    await user.click(await screen.findByLabelText('Eller klistra in'));
    await user.paste('<EntityDescriptor/>');
    await user.click(show());
    expect(await screen.findByText('Den finns redan. Ändra den i stället.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Spara inloggningen' })).toBeNull();
  });

  it('does not save without a scope, and says so at the field', async () => {
    const { user, sent } = open({ 'POST /api/providers/preview': { body: { ...preview, scopes: [] } } });
    await user.click(await screen.findByLabelText('Eller klistra in'));
    await user.paste('<EntityDescriptor/>');
    await user.click(show());
    await user.click(await screen.findByRole('button', { name: 'Spara inloggningen' }));
    expect(await screen.findByText('Fyll i det här.')).toBeTruthy();
    expect(created(sent)).toHaveLength(0);
  });

  it('offers the federation only where there is one', async () => {
    open({});
    await screen.findByRole('radio', { name: 'Adress' });
    expect(screen.queryByRole('radio', { name: 'Federationen' })).toBeNull();
  });

  it.each([
    ['says of a federation that has not been read yet how to read it', {}, /har inte hämtats än/],
    ['finds nothing in one that is empty', { lastReadAt: '2026-11-02T08:00:00.000Z' }, 'Inga träffar'],
  ])('%s', async (_title, read, said) => {
    const aggregate = { url: 'https://federation.example/md', expired: false, entities: 0, registered: 0 };
    const { user } = open({
      'GET /api/federation': { body: { ...federation, aggregate: { ...aggregate, ...read } } },
      'GET /api/federation/entities': { body: { items: [], total: 0 } },
    });
    await user.click(await screen.findByRole('radio', { name: 'Federationen' }));
    expect(await screen.findByText(said)).toBeTruthy();
  });
});
